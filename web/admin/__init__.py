"""Who signs in, and what editors and admins do."""

from web.admin.account import account
from web.admin.desk import desk
from web.admin.options import options
from web.admin.people import people
from web.admin.published import published
from web.admin.questions import questions
from web.admin.review import review
from web.admin.said import said
from web.admin.trail import trail

BLUEPRINTS = (account, desk, review, published, questions, said, people, options, trail)
