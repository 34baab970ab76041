"""What an Apache server needs to answer for IRIs: in the folder of the site, and at w3id.org, which only redirects.

A client's Accept header is compared weight by weight, to one decimal; of equals a page comes first, then Turtle.
"""

import re
from collections.abc import Iterator

from plangraph.errors import PlanGraphError

EXAMPLE = "https://example.org/plangraph/"
README = """This folder is a web site. Open index.html (zh/index.html in Chinese), or put the folder on any host.

place/hunchun.html is the page of https://w3id.org/plangraph/place/hunchun; .ttl and .jsonld beside it are its RDF.
graph/built holds the whole graph as TriG, query the answers to all questions as CSV and JSON.
.htaccess lets an Apache server answer for the IRIs; w3id/.htaccess is for the folder plangraph of w3id.org.
plangraph-site.sha256 lists the files; `sha256sum -c plangraph-site.sha256` proves them whole.
What needs a server (queries of one's own, other values of a question) is done by `plangraph serve`.
"""
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+(?:/[A-Za-z0-9._~-]+)*/?")
_FORMS = (
    ("html", r"text/html|application/xhtml\+xml|text/\*|\*/\*|\*"),
    ("ttl", r"text/turtle|application/x-turtle"),
    ("jsonld", r"application/ld\+json|application/json"),
)
_BEFORE, _PARAMETERS = r"(?:^|,)\s*", r"\s*(?:;(?!\s*q\s*=)[^,;]*)*"
_TYPES = """AddType text/html .html
AddType text/turtle .ttl
AddType application/trig .trig
AddType application/ld+json .jsonld
AddType application/json .json
AddType text/csv .csv
AddType text/javascript .js
AddType image/svg+xml .svg
AddCharset utf-8 .html .ttl .trig .csv .js .css
"""


def wanted() -> Iterator[tuple[str, str]]:
    """Pattern of an Accept header, and the suffix of the file that it asks for; the first that fits counts."""
    for tenths in range(10, 0, -1):
        quality = r"(?:;\s*q\s*=\s*1(?:\.0*)?\s*)?(?:,|$)" if tenths == 10 else rf";\s*q\s*=\s*0?\.{tenths}[0-9]*"
        for suffix, types in _FORMS:
            yield f"{_BEFORE}(?:{types}){_PARAMETERS}{quality}", suffix


def site() -> str:
    """The file ``.htaccess`` of the site's own folder."""
    rules = []
    for pattern, suffix in wanted():
        rules += [
            f'RewriteCond "%{{HTTP:Accept}}" "{pattern}" [NC]',
            f'RewriteCond "%{{REQUEST_FILENAME}}.{suffix}" -f',
            f'RewriteRule "^(.+?)/?$" "$1.{suffix}" [L]',
        ]
    return f"""# An IRI of the graph is answered with its page, Turtle or JSON-LD, as its Accept header asks.
# Needs: AllowOverride All (or FileInfo Indexes Options), mod_rewrite, mod_mime, mod_dir, mod_headers.
Options -Indexes -MultiViews
DirectoryIndex index.html
DirectorySlash Off
{_TYPES}
<IfModule mod_headers.c>
Header merge Vary Accept
Header set X-Content-Type-Options nosniff
Header set Access-Control-Allow-Origin "*"
</IfModule>

RewriteEngine On
# A point has no file of its own: it stands in those of its place.
RewriteCond "%{{REQUEST_URI}}" "^(.+)/point/?$"
RewriteRule "^" "%1" [R=303,L]
RewriteCond "%{{REQUEST_FILENAME}}" -f
RewriteRule "^" "-" [L]
RewriteRule "^$" "-" [L]
RewriteRule "^query/?$" "query/index.html" [L]
{chr(10).join(rules)}
# No header at all: the page.
RewriteCond "%{{HTTP:Accept}}" "^$"
RewriteCond "%{{REQUEST_FILENAME}}.html" -f
RewriteRule "^(.+?)/?$" "$1.html" [L]
# There is something, but not as it is asked for.
RewriteCond "%{{REQUEST_FILENAME}}.html" -f
RewriteRule "^" "-" [R=406,L]
"""


def w3id(url: str) -> str:
    """The file for the folder ``plangraph`` of w3id.org: each IRI leads to the file that its client asks for."""
    rules = []
    for pattern, suffix in wanted():
        rules += [
            f'RewriteCond "%{{HTTP:Accept}}" "{pattern}" [NC]',
            f'RewriteRule "^(.+?)/?$" "%{{ENV:SITE}}$1.{suffix}" [R=303,L]',
        ]
    told = "# Write the address of the site into the line with SITE.\n" if url == EXAMPLE else ""
    return f"""# https://w3id.org/plangraph/: every IRI leads (303) to a page, Turtle or JSON-LD of it.
{told}Options +FollowSymLinks
RewriteEngine On
RewriteRule "^" "-" [E=SITE:{url}]
RewriteRule "^$" "%{{ENV:SITE}}" [R=303,L]
# Files of the site, as they are.
RewriteRule "^(.+\\.(?:html|ttl|jsonld|trig|csv|json))$" "%{{ENV:SITE}}$1" [R=303,L]
# A point stands in the files of its place.
RewriteRule "^(.+)/point/?$" "$1" [DPI]
{chr(10).join(rules)}
RewriteCond "%{{HTTP:Accept}}" "^$"
RewriteRule "^(.+?)/?$" "%{{ENV:SITE}}$1.html" [R=303,L]
RewriteRule "^" "-" [R=406,L]
"""


def checked(url: str) -> None:
    """Refuse what is no plain address of a folder, as it is written into rules of a server.

    Raises:
        PlanGraphError: it is none.
    """
    if not _ADDRESS.fullmatch(url):
        raise PlanGraphError(f"{url!r} is no address of a site; write it as {EXAMPLE}")
