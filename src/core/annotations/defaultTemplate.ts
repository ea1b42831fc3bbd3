/** How a mark stands in a note, where the user says nothing else. */
export const defaultMarkTemplate = `{% if text != "" -%}
> {{ text }} ([p. {{ pageLabel }}]({{ link }}){% if colorName != "" %}, {{ colorName }}{% endif %})
{%- else -%}
**{{ typeTitle }}** ([p. {{ pageLabel }}]({{ link }}){% if colorName != "" %}, {{ colorName }}{% endif %})
{%- endif %}
{%- if comment != "" %}

{{ comment }}
{%- endif %}
{%- for reply in replies %}

— {% if reply.author != "" %}{{ reply.author }}: {% endif %}{{ reply.text }}
{%- endfor %}`;
