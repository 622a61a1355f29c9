import type { Invoice } from './crm.ts'
import { findCompany, findInvoice, stages } from './crm.ts'
import { linkTo } from './layout.ts'
import type { Markup } from './markup.ts'
import { html } from './markup.ts'
import type { Portal, PortalUser } from './state.ts'
import { wordsOf } from './words.ts'

/** The companies and the invoices of the portal's CRM. */
export function crmContent(portal: Portal, user: PortalUser): Markup {
  const words = wordsOf(portal)
  const companies = portal.crm.companies.map(
    ({ id, title }) =>
      html`<li>
        <a href="${linkTo(`/crm/company/details/${id}/`, user)}"><b>${title}</b></a>
      </li>`,
  )
  const invoices = portal.crm.invoices.map(
    (invoice) =>
      html`<li>
        <a href="${linkTo(`/crm/type/31/details/${invoice.id}/`, user)}"
          ><span
            ><b>${invoice.title}</b><small>№ ${invoice.id}, ${sumOf(invoice)}, ${stageOf(portal, invoice)}</small></span
          ></a
        >
      </li>`,
  )
  return html`<h2>${words.companies}</h2>
    <ul class="list card">
      ${companies}
    </ul>
    <h2>${words.invoices}</h2>
    ${
      invoices.length === 0
        ? html`<p class="hint">${words.noInvoices}</p>`
        : html`<ul class="list card">
            ${invoices}
          </ul>`
    }`
}

/** An invoice as a person sees it, with the buttons that move it; undefined where there is none. */
export function invoiceContent(portal: Portal, id: number): Markup | undefined {
  const invoice = findInvoice(portal, id)
  if (!invoice) return undefined
  const words = wordsOf(portal)
  const rows = invoice.rows.map(
    ({ productName, price, quantity }) => html`<li>${productName}: ${quantity} × ${price} ${invoice.currencyId}</li>`,
  )
  const moves = stages
    .filter(({ statusId }) => statusId !== invoice.stageId)
    .map(
      ({ statusId, name, semantics }) =>
        html`<button
          type="button"
          class="button ${semantics === 'S' ? 'is-main' : ''}"
          data-act="moveInvoice"
          data-value="${invoice.id} ${statusId}"
        >
          ${words[name]}
        </button> `,
    )
  return html`<article class="card is-wide">
    <h2>${invoice.title}</h2>
    <p>${words.sum}: <b>${sumOf(invoice)}</b></p>
    <p>${words.companyCard}: ${findCompany(portal, invoice.companyId)?.title ?? '—'}</p>
    <p>${words.stage}: <b>${stageOf(portal, invoice)}</b></p>
    <ul>
      ${rows}
    </ul>
    <p>${moves}</p>
  </article>`
}

function sumOf({ opportunity, currencyId }: Invoice): string {
  return `${opportunity} ${currencyId}`
}

function stageOf(portal: Portal, { stageId }: Invoice): string {
  const stage = stages.find(({ statusId }) => statusId === stageId)
  return stage === undefined ? stageId : wordsOf(portal)[stage.name]
}
