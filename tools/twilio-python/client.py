"""Sets up a SIP domain with Twilio's SDK for Python, at the URL that is given, and prints what it sees as JSON."""

import json
import sys

from twilio.base.exceptions import TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

url, account_sid, auth_token = sys.argv[1:4]


class Elsewhere(TwilioHttpClient):
    """The SDK's own HTTP client, with the host replaced."""

    def request(self, method, uri, *more, **named):
        for host in ("https://api.twilio.com", "https://voice.twilio.com", "https://monitor.twilio.com"):
            uri = uri.replace(host, url)
        return super().request(method, uri, *more, **named)


client = Client(account_sid, auth_token, http_client=Elsewhere())
domain = client.sip.domains.create(domain_name="python.sip.twilio.com", sip_registration=True, friendly_name="from Python")
credentials = client.sip.credential_lists.create(friendly_name="phones")
auth = client.sip.domains(domain.sid).auth
auth.calls.credential_list_mappings.create(credential_list_sid=credentials.sid)
auth.registrations.credential_list_mappings.create(credential_list_sid=credentials.sid)
client.sip.credential_lists(credentials.sid).credentials.create(username="desk", password="Only-for-tests-1")

try:
    client.sip.domains.create(domain_name="python.sip.twilio.com")
    refused = None
except TwilioRestException as error:
    refused = [error.status, error.code]

print(
    json.dumps(
        {
            "auth_type": client.sip.domains(domain.sid).fetch().auth_type,
            "created": domain.date_created.isoformat(),
            "numbers": len(client.incoming_phone_numbers.list(page_size=2)),
            "countries": [it.iso_code for it in client.voice.v1.dialing_permissions.countries.list()],
            "refused": refused,
        }
    )
)
