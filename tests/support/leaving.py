"""What ends a program's sign-in at the service."""

from ingestio_cloud.features.oauth import service as oauth
from tests.cloud.served import Served
from tests.support.people import Person


def end_all(service: Served, person: Person) -> None:
    """The person ends the desktop's sign-in, as on the service's own page of programs."""
    with service.sessions.of(person.user_id).write() as session:
        for program in oauth.programs(session, person.user_id):
            oauth.end_program(session, person.user_id, program.id)
