"""Viewers as the server sees them: they open the page and its web socket, and choose one indicator after the other.

The messages are Streamlit's own (streamlit.proto), exchanged as its page does: the page asks the server to run the script for an
address or for the state of its widgets, and has the answer when the script has finished.
"""

from __future__ import annotations

import gzip
import http.client
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

PATIENCE = 30  # seconds after which a viewer has seen an error
FIRST = "fiveg_per_10k"


class Failed(Exception):
    """The server did not answer, or not what was asked for."""


class Viewer:
    """One reader of a Streamlit app: its web socket stays open until it leaves."""

    def __init__(self, address: str) -> None:
        host = urlsplit(address).netloc
        self.http = http.client.HTTPConnection(host, timeout=PATIENCE)
        self.get(self.path, "text/html")
        # As the browser does: the protocol, then the place of a token, which nobody has who is not logged in.
        protocols = [Subprotocol("streamlit"), Subprotocol("PLACEHOLDER_AUTH_TOKEN")]
        self.socket: ClientConnection = connect(
            f"ws://{host}/_stcore/stream",
            origin=Origin(address),
            subprotocols=protocols,
            max_size=None,
            open_timeout=PATIENCE,
            legacy=True,  # the connection itself, not a block that closes it
        )
        self.widget = ""
        self.run(self.message(None))

    path = "/"

    def message(self, indicator: str | None) -> BackMsg:
        raise NotImplementedError

    def choose(self, indicator: str, title: str) -> None:
        """Asks for an indicator and waits until the whole answer, which has its title, is there."""
        self.run(self.message(indicator))

    def run(self, message: BackMsg) -> None:
        """Has the script run; takes everything it sends."""
        self.socket.send(message.SerializeToString())
        while True:
            try:
                data = self.socket.recv(PATIENCE)
            except TimeoutError as error:
                raise Failed("no answer") from error
            told = ForwardMsg.FromString(data)
            if told.delta.new_element.selectbox.id:
                self.widget = told.delta.new_element.selectbox.id
            if told.delta.new_element.HasField("exception"):
                raise Failed(told.delta.new_element.exception.message)
            if told.WhichOneof("type") == "script_finished":
                if told.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                    raise Failed(ForwardMsg.ScriptFinishedStatus.Name(told.script_finished))
                return

    def get(self, path: str, accept: str) -> bytes:
        """What the server answers; asks again, as browsers do, where it has closed the connection in the meantime."""
        headers = {"Accept": accept, "Accept-Encoding": "gzip"}
        try:
            self.http.request("GET", path, headers=headers)
            answer = self.http.getresponse()
        except ConnectionError:
            self.http.close()
            self.http.request("GET", path, headers=headers)
            answer = self.http.getresponse()
        body = answer.read()
        if answer.headers["Content-Encoding"] == "gzip":
            body = gzip.decompress(body)
        if answer.status != 200:
            raise Failed(f"{path} is answered with {answer.status}")
        return body

    def leave(self) -> None:
        self.socket.close()
        self.http.close()


class Plain(Viewer):
    """Of the plainest Streamlit app: the choice is the state of its select box."""

    def message(self, indicator: str | None) -> BackMsg:
        message = BackMsg()
        message.rerun_script.query_string = ""
        if indicator:
            message.rerun_script.widget_states.widgets.add(id=self.widget, string_value=indicator)
        return message


class Rerun(Viewer):
    """Of our app where a step is a run of the script: the choice is the address."""

    path = f"/explore?indicator={FIRST}"

    def message(self, indicator: str | None) -> BackMsg:
        message = BackMsg()
        message.rerun_script.query_string = f"indicator={indicator or FIRST}"
        message.rerun_script.page_name = "explore"
        return message


class Ours(Rerun):
    """Of our app where a step is a request: the script runs once, to open the page."""

    def choose(self, indicator: str, title: str) -> None:
        path = f"/answer/explore?indicator={indicator}"
        if title.encode() not in self.get(path, "application/json"):
            raise Failed(f"{path} is answered without it")


def of_ours(address: str) -> type[Viewer]:
    """The kind of viewer that this version of our app has."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc)
    connection.request("GET", f"/answer/explore?indicator={FIRST}", headers={"Accept": "application/json"})
    answer = connection.getresponse()
    return Ours if "json" in answer.headers["Content-Type"] else Rerun
