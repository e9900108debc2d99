"""`anju lottery`: make a secret, and check a draw on any machine. No database, no network."""

import secrets
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from domain import lottery

app = typer.Typer(no_args_is_help=True, help="The provable draw: make a secret, verify a result.")
console = Console(stderr=True)


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The result file.")],
    commitment: Annotated[
        str | None, typer.Option(help="The hash in the published plan, to compare with.")
    ] = None,
    inputs_sha256: Annotated[
        str | None, typer.Option(help="The hash of the frozen participants, as published.")
    ] = None,
) -> None:
    """Compute commitment, seed and order again; the first difference is named, and exits with 1."""
    data = file.read_bytes()
    different = lottery.verify(data, commitment=commitment, inputs_sha256=inputs_sha256)
    if different is not None:
        console.print(f"Does not hold. {different}", markup=False, soft_wrap=True)
        raise typer.Exit(1)
    console.print("Holds to the byte: commitment, participants, seed and order.")


@app.command()
def secret() -> None:
    """Print a new secret and its hash. Publish the hash in the plan; keep the secret apart."""
    made = secrets.token_bytes(lottery.SECRET_BYTES)
    typer.echo(f"secret      {made.hex()}")
    typer.echo(f"commitment  {lottery.commitment_of(made)}")
