"""What can go wrong with a request, as RFC 9457 problem details; every kind says what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

LONGEST_QUESTION = 500
"""Characters, after white space at both ends is taken off."""

LONGEST_DRAFT = 5000
"""Characters of a draft to check, after white space at both ends is taken off."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: `name` makes its URI, `action` is what the asker can do about it.

    `command` is that in the command line's terms, where it is told there too and they differ.
    """

    name: str
    status: int
    title: str
    action: str
    command: str = ""

    @property
    def uri(self) -> str:
        return f"/problems#{self.name}"


BLANK_QUESTION = Kind("blank-question", 400, "The question is blank", "Type a question and ask again.")
LONG_QUESTION = Kind(
    "long-question",
    400,
    "The question is too long",
    f"Ask in at most {LONGEST_QUESTION} characters; put several questions one after the other.",
)
BLANK_DRAFT = Kind("blank-draft", 400, "The draft is blank", "Paste a paragraph and check again.")
LONG_DRAFT = Kind(
    "long-draft",
    400,
    "The draft is too long",
    f"Check at most {LONGEST_DRAFT:,} characters at a time.",
)
NOT_TEXT = Kind(
    "not-text",
    400,
    "A member is not text",
    'Send "question" or "text", and "conversation" if there is one, as JSON strings of Unicode text.',
)
BAD_JSON = Kind(
    "bad-json", 400, "The body is not JSON", 'Send UTF-8 JSON such as {"question": "How many robberies?"}.'
)
NOT_AN_OBJECT = Kind(
    "not-an-object", 400, "The JSON is not an object", 'Send one object with the member "question".'
)
BAD_PARAMETER = Kind(
    "bad-parameter",
    400,
    "A parameter of the address cannot be used",
    "Correct the parameter; /api/v1/openapi.json lists what each one takes.",
    command="Correct it; --help lists what the command takes.",
)
UNKNOWN_CONVERSATION = Kind(
    "unknown-conversation",
    404,
    "There is no such conversation",
    'Leave "conversation" out to start a new one.',
    command="Leave --conversation out to start a new one.",
)
UNKNOWN_ANSWER = Kind(
    "unknown-answer",
    404,
    "There is no such answer",
    "It may have been deleted, or its time is over. Ask the question again.",
)
UNKNOWN_REPORT = Kind(
    "unknown-report",
    404,
    "There is no such report",
    "Choose one of the reports that /reports lists.",
    command="Choose one of the ids that reports list shows.",
)
NOT_FOUND = Kind("not-found", 404, "There is nothing at this address", "Start from the first page, /.")
WRONG_METHOD = Kind(
    "wrong-method",
    405,
    "This address does not take that method",
    "Use a method that the Allow header names.",
)
TOO_LARGE = Kind(
    "too-large",
    413,
    "The request is too large",
    f"A question has at most {LONGEST_QUESTION} characters, a draft {LONGEST_DRAFT:,}.",
)
WRONG_CONTENT_TYPE = Kind(
    "wrong-content-type",
    415,
    "The body is not declared as JSON",
    "Send the header Content-Type: application/json.",
)
BAD_REQUEST = Kind("bad-request", 400, "The request cannot be read", "Send it again as the API describes it.")
OLD_PAGE = Kind(
    "old-page",
    400,
    "The page was open too long",
    "Go back, load the page again, and send the form once more. Cookies must be allowed for this site.",
)
NOT_SIGNED_IN = Kind(
    "not-signed-in",
    401,
    "Sign in to see this",
    "Load the page again and sign in; a script sends a name and a password by HTTP Basic.",
)
NOT_ALLOWED = Kind(
    "not-allowed",
    403,
    "Your account may not do this",
    "Ask an admin of this service, or sign in with another account.",
)
TOO_MANY = Kind(
    "too-many",
    429,
    "Too many requests came from your address",
    "Wait a minute and try again.",
)
SEARCH_BROKEN = Kind(
    "search-broken",
    503,
    "Search cannot be used now",
    "Whoever runs the service can mend it with: reports rebuild.",
)
SERVER_ERROR = Kind(
    "server-error",
    500,
    "Something went wrong here",
    "Try again; if it goes on, give the people who run the service the number above.",
)

KINDS: tuple[Kind, ...] = (
    BLANK_QUESTION,
    LONG_QUESTION,
    BLANK_DRAFT,
    LONG_DRAFT,
    NOT_TEXT,
    BAD_JSON,
    NOT_AN_OBJECT,
    BAD_PARAMETER,
    BAD_REQUEST,
    UNKNOWN_CONVERSATION,
    UNKNOWN_ANSWER,
    UNKNOWN_REPORT,
    NOT_FOUND,
    WRONG_METHOD,
    TOO_LARGE,
    WRONG_CONTENT_TYPE,
    OLD_PAGE,
    NOT_SIGNED_IN,
    NOT_ALLOWED,
    TOO_MANY,
    SEARCH_BROKEN,
    SERVER_ERROR,
)


class Problem(Exception):
    """A request that cannot be served: its kind, and what happened to what."""

    def __init__(self, kind: Kind, detail: str) -> None:
        super().__init__(f"{detail} {kind.action}")
        self.kind = kind
        self.detail = detail

    def to_json(self, instance: str) -> dict[str, Any]:
        return {
            "type": self.kind.uri,
            "title": self.kind.title,
            "status": self.kind.status,
            "detail": self.detail,
            "instance": instance,
            "action": self.kind.action,
        }
