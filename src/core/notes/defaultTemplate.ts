/**
 * The template of a new note, where the user has set none. What stands between the comments is kept as the library has
 * it; in the Markdown preview they are not seen.
 */
export const defaultTemplate = `---
citekey: {{ citekey | yaml }}
title: {{ title | yaml }}
authors: {{ authors | yaml }}
year: {{ year }}
{%- if containerTitle != "" %}
venue: {{ containerTitle | yaml }}
{%- endif %}
{%- if DOI != "" %}
doi: {{ DOI | yaml }}
{%- endif %}
{%- if arxiv != "" %}
arxiv: {{ arxiv | yaml }}
{%- endif %}
topics: {{ topics | yaml }}
status: to-read
created: {{ currentDate }}
---

# {{ title }}

{{ bibliographyEntry }}
{% if abstract != "" %}
## Abstract

<!-- literature:abstract -->
{{ abstract }}
<!-- /literature:abstract -->
{% endif %}
## Summary

## Notes

## Questions
`;
