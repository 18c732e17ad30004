"""Words of a question -> what they mean: phrases, measures, places, periods, what is wanted."""
