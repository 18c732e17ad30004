"""What the gate holds sentences against."""
