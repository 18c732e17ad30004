"""Who signs in, and what editors and admins do."""

from web.admin.account import account
from web.admin.desk import desk
from web.admin.published import published
from web.admin.review import review

BLUEPRINTS = (account, desk, review, published)
