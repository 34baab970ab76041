"""Asking: a language model reached through pydantic-ai, which is known to this file alone."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any

from pydantic import BaseModel, TypeAdapter, ValidationError, ValidatorFunctionWrapHandler, WrapValidator
from pydantic.json_schema import SkipJsonSchema
from pydantic_ai import Agent
from pydantic_ai.exceptions import AgentRunError, ModelHTTPError, UnexpectedModelBehavior, UserError
from pydantic_ai.models import Model, infer_model
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.providers import Provider, infer_provider_class
from pydantic_ai.providers.openai import OpenAIProvider

from plangraph.errors import PlanGraphError
from plangraph.reading.extractors.fact import Answer, RawFact
from plangraph.reading.extractors.prompt import INSTRUCTIONS, key, message

_LONGEST = 200  # characters of a server's own words that are passed on
# What pydantic-ai itself stumbles over in a completion that lacks its parts, such as one without choices.
_BROKEN = (AttributeError, IndexError, KeyError, TypeError)
_RETRIES = 1  # a model that answers in the wrong form is told so, and asked once more


def _or_none(value: object, handler: ValidatorFunctionWrapHandler) -> RawFact | None:
    """A fact, or None when it has not the form asked for: one bad fact does not spoil the others."""
    try:
        fact: RawFact = handler(value)
    except ValidationError:
        return None
    return fact


class Facts(BaseModel):
    """All facts of the sentences, in their order."""

    facts: list[Annotated[RawFact | SkipJsonSchema[None], WrapValidator(_or_none)]]


class Asker:
    """Asks one model. A context manager: what was opened to ask is closed in the end."""

    def __init__(self, model: Model, timeout: float = 120.0) -> None:
        """Keep the model; nothing is asked yet.

        Args:
            model: of pydantic-ai; ``reach`` makes one.
            timeout: seconds until an answer is given up.
        """
        self.name = model.model_name
        self._runner = asyncio.Runner()  # one event loop for all batches: connections belong to it
        self._agent = Agent(
            model,
            output_type=Facts,
            instructions=INSTRUCTIONS,
            retries=_RETRIES,
            model_settings={"temperature": 0.0, "timeout": timeout},
        )

    def __enter__(self) -> "Asker":
        return self

    def __exit__(self, *_: object) -> None:
        self._runner.close()

    def key(self, sentences: Sequence[str]) -> str:
        """The key of the answer for a batch of sentences."""
        return key(self.name, schema(), sentences)

    def ask(self, sentences: Sequence[str]) -> Answer:
        """What the model says of a batch of sentences.

        Raises:
            PlanGraphError: the server refuses, cannot be reached or does not answer in time. An answer that is there
                but has not the form asked for is none of these: it is marked as not readable.
        """
        try:
            facts = self._runner.run(self._agent.run(message(sentences))).output.facts
        except (UnexpectedModelBehavior, *_BROKEN):
            return Answer((), readable=False)
        except ModelHTTPError as error:
            raise PlanGraphError(
                f"model {self.name}: the server answered {error.status_code}: check the model's name, the base URL and "
                "the key, or wait and try again"
            ) from error
        except (AgentRunError, UserError) as error:
            raise PlanGraphError(
                f"model {self.name}: no answer ({_plain(error)}): check the base URL and that the server runs"
            ) from error
        return Answer(tuple(fact for fact in facts if fact is not None), malformed=facts.count(None))


def schema() -> Mapping[str, Any]:
    """The JSON schema of an answer."""
    return TypeAdapter(Facts).json_schema()


def reach(name: str, base_url: str | None, api_key: str | None) -> Model:
    """A model by name: of the OpenAI-compatible server at a base URL, or of a provider that pydantic-ai knows.

    Args:
        name: the server's name of the model; without a base URL ``provider:name``.
        base_url: of the server, up to and with ``/v1``.
        api_key: the secret to show; a server of one's own often wants none.

    Raises:
        PlanGraphError: the provider is unknown, not installed, or wants a key.
    """
    if base_url is not None:
        return OpenAIChatModel(name, provider=OpenAIProvider(base_url=base_url, api_key=api_key or "none"))
    if ":" not in name:
        raise PlanGraphError(f"model {name}: give the server with --base-url URL, or write --model provider:name")
    if not api_key:
        raise PlanGraphError(f"model {name}: its provider wants a key: set PLANGRAPH_LLM_KEY")

    def provider(of: str) -> Provider[Any]:
        known: Callable[..., Provider[Any]] = infer_provider_class(of)
        return known(api_key=api_key)

    try:
        return infer_model(name, provider)
    except (UserError, ValueError, ImportError, TypeError) as error:
        raise PlanGraphError(f"model {name}: cannot be used ({_plain(error)})") from error


def _plain(error: Exception) -> str:
    return " ".join(str(error).split())[:_LONGEST]
