"""Legal texts as their editors see them: what is in force, what is planned, what was, and who agreed to it."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from realtime.contract import Contract, Id, Timestamp
from server.admin.catalogue.contracts import Line, Prose, Version, Words
from server.catalog.contracts import Slug

Group = Literal["important", "partners"]
VersionState = Literal["planned", "in_force", "earlier"]


class LegalRecord(Contract):
    """The newest words of a legal text.

    `number` is theirs; `in_force_number` and `in_force_since` tell of the version that readers see. `effective_at` is
    set while the newest version still has to take effect.
    """

    slug: str
    version: int
    group: Group
    title: Words
    body: Words
    effective_at: Timestamp | None
    number: int
    in_force_number: int | None
    in_force_since: Timestamp | None


class LegalForm(Contract):
    """What an editor may say in a legal text. Without `effective_at` it takes effect at once."""

    group: Group
    title: Line
    body: Prose
    effective_at: AwareDatetime | None


class NewLegal(LegalForm):
    """A legal text under an address of its own, which stays."""

    slug: Slug


class ChangeLegal(LegalForm):
    """The whole form of somebody who saw `version`: a new version, or other words for one that is still planned."""

    version: Version


class LegalRecords(Contract):
    """Legal texts in the order of the footer."""

    items: list[LegalRecord]
    next_cursor: None = None


class LegalVersion(Contract):
    """One version of a legal text; `consents`: how many orders came with a consent to it. `made_by` is a name."""

    number: int
    state: VersionState
    title: Words
    effective_at: Timestamp
    made_at: Timestamp | None
    made_by: str | None
    consents: int


class LegalVersions(Contract):
    """Every version of a legal text, the newest first."""

    items: list[LegalVersion]
    next_cursor: None = None


class ChangesQuery(Contract):
    """In which language to compare, and with which version; without `since` with the one before."""

    language: Literal["ru", "en"] = "ru"
    since: Annotated[int, Field(ge=1, le=100_000)] | None = None


class Piece(Contract):
    """A few words: in both versions, in the later alone, or in the earlier alone."""

    kind: Literal["same", "added", "removed"]
    text: str


class Block(Contract):
    """A paragraph, or in `skipped` how many paragraphs are the same in both versions and left out here."""

    kind: Literal["same", "added", "removed", "changed", "skipped"]
    pieces: list[Piece]
    skipped: int = 0


class LegalChanges(Contract):
    """What the version `number` says otherwise than `since`; of a first version everything is new."""

    number: int
    since: int | None
    blocks: list[Block]


class ConsentsQuery(Contract):
    """Which part of the list: `cursor` is the `next_cursor` of the part before."""

    cursor: Annotated[str, Field(max_length=64)] | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50


class ConsentRecord(Contract):
    """Somebody's consent. The name is empty when the account was deleted since."""

    order_id: Id
    name: str
    given_at: Timestamp
    service_title: Words


class ConsentRecords(Contract):
    """Consents, newest first."""

    items: list[ConsentRecord]
    next_cursor: str | None
