"""The OpenAPI description of all endpoints, drawn from what they declare."""

from functools import cache
from typing import Any

from django.utils import translation
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.renderers import OpenApiJsonRenderer
from drf_spectacular.utils import OpenApiParameter, inline_serializer
from rest_framework import serializers

from fractional.api.endpoints import Endpoint
from fractional.api.kinds import as_shown
from fractional.api.once import FORM, HEADER
from fractional.api.problems import MEDIA_TYPE, Problem

REFUSALS = (401, 403, 404, 429, 503)
OF_A_BODY = (400, 409, 413, 415, 422)


class BearerScheme(OpenApiAuthenticationExtension):
    target_class = "fractional.api.authentication.Bearer"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}


class Description(AutoSchema):
    """What one endpoint declares, as OpenAPI."""

    view: Endpoint  # type: ignore[override]  # the stubs know DRF's own

    def get_tags(self) -> list[str]:
        return [self.path.removeprefix("/api/v1/").split("/")[0]]

    def get_description(self) -> str:  # type: ignore[override]  # the stubs know DRF's own
        scope = self.view.scope_of(self.method)
        return "\n\n".join(filter(None, (super().get_description(), scope and f"Scope: `{scope}`.")))

    def get_operation_id(self) -> str:
        reading = "list" if self.view.paged else "read"
        verb = {"GET": reading, "PUT": "replace", "POST": "do"}[self.method]
        parts = self.path.removeprefix("/api/v1/").strip("/").split("/")
        return "_".join([verb, *(part.replace("-", "_") for part in parts if not part.startswith("{"))])

    def get_override_parameters(self) -> list[Any]:
        if self.method == "POST":
            words = "Drawn anew for each act; the same when the same act is asked for again."
            key = OpenApiParameter(
                HEADER, str, OpenApiParameter.HEADER, required=True, pattern=FORM, description=words
            )
            return [key]
        if self.view.paged or self.view.cursors:
            words = "From the `next` of the page before."
            return [OpenApiParameter("cursor", str, OpenApiParameter.QUERY, description=words)]
        return []

    def get_request_serializer(self) -> Any:
        return {"application/json": self.view.body_schema()} if self.method in ("PUT", "POST") else None

    def get_response_serializers(self) -> Any:
        success = getattr(self.view, "status", 200) if self.method == "POST" else 200
        refusals = [*REFUSALS, *((400,) if self.view.paged or self.view.cursors else ())]
        if self.method in ("PUT", "POST"):
            refusals += OF_A_BODY
        return {success: self._success()} | {(number, MEDIA_TYPE): Problem for number in sorted(refusals)}

    def _success(self) -> Any:
        answer = self.view.answer
        if not self.view.paged or self.method == "POST":
            return answer or as_shown(self.view.body_schema())
        fields = {
            "results": answer(many=True),
            "next": serializers.URLField(
                allow_null=True, help_text="The page that follows; null after the last."
            ),
        }
        return inline_serializer(f"{answer.__name__}Page", fields)


@cache
def whole() -> bytes:
    """Made once: it changes with the code alone."""
    with translation.override("en"):
        schema = SchemaGenerator().get_schema(request=None, public=True)
    # Lazy words are put into the reader's language here.
    with translation.override("en"):
        return bytes(OpenApiJsonRenderer().render(schema, renderer_context={}))
