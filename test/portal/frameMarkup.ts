import type { Markup } from './markup.ts'
import { html } from './markup.ts'
import type { Opening } from './opening.ts'

/** The hidden form and the frame it is submitted into; the portal's script submits it and answers the frame. */
export function frameMarkup(opening: Opening, title: string): Markup {
  const inputs = Object.entries(opening.fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  )
  return html`<div class="application" data-sid="${opening.sid}" data-init="${JSON.stringify(opening.initData)}">
    <form name="appform_${opening.sid}" method="POST" target="${opening.frameName}" action="${opening.url}" hidden>
      ${inputs}
    </form>
    <iframe
      id="appframe_${opening.sid}"
      name="${opening.frameName}"
      title="${title}"
      allow="geolocation *; microphone *; camera *; autoplay *"
    ></iframe>
  </div>`
}
