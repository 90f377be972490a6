"""Sure claims: what is left of a reading when doubtful claims are left out, and what was."""

from dateline.extract.reading import assemble_reading
from dateline.records.claim import Claim
from dateline.records.reading import Reading

# The fields without which there is no event, or no entity.
_BEARING = frozenset({"type", "kind", "name"})


def keep_sure(reading: Reading, min_score: float) -> tuple[Reading, tuple[Claim, ...]]:
    """Return the reading without the claims that score less, and the claims left out.

    An event whose `type` falls, and an entity whose `kind` or `name` does, go with all their
    claims, sure ones too. Sources stay: who is quoted is no claim.

    Args:
        reading: a reading.
        min_score: the least score that is kept, 0…1.

    Raises:
        ExtractError: a claim's value does not have the shape that its field asks for.
    """
    sure = [claim for claim in reading.claims if claim.score >= min_score]
    borne = {(claim.subject, claim.field) for claim in sure}
    fallen = {
        claim.subject
        for claim in reading.claims
        if claim.field in _BEARING and (claim.subject, claim.field) not in borne
    }
    kept = [claim for claim in sure if claim.subject not in fallen]
    ids = {claim.id for claim in kept}
    left_out = tuple(claim for claim in reading.claims if claim.id not in ids)
    return assemble_reading(reading.report, kept, reading.sources), left_out
