import type { Markup } from './markup.ts'
import { html, raw } from './markup.ts'
import type { Portal, PortalUser } from './state.ts'
import { tariffPresets } from './tariffs.ts'
import { wordsOf } from './words.ts'

/** The panel of the sandbox's own controls: the application, the tariff, the looks. */
export function toolsMarkup(portal: Portal, user: PortalUser): Markup {
  const words = wordsOf(portal)
  return html`<div class="tools">
    <fieldset>
      <legend>${words.application}</legend>
      <p>${installationText(portal)}</p>
      <a class="button is-main" href="/marketplace/app/${portal.registration.clientId}/?user=${user.id}"
        >${words.open}</a
      >
      ${applicationButtons(portal, user)}
    </fieldset>
    <fieldset>
      <legend>${words.tariff}</legend>
      <select data-change="tariff" aria-label="${words.tariff}">
        ${tariffOptions(portal)}
      </select>
      <label class="check"
        ><input type="checkbox" data-change="paymentExpired" ${checked(portal.licence.paymentExpired)} />
        ${words.paymentExpired}</label
      >
    </fieldset>
    <fieldset>
      <legend>${words.appearance}</legend>
      <label
        >${words.language}<select data-change="language">
          ${options({ ru: 'Русский', ua: 'Українська', en: 'English' }, portal.language)}
        </select></label
      >
      <label
        >${words.theme}<select data-change="theme">
          ${options({ light: words.light, dark: words.dark }, portal.theme)}
        </select></label
      >
    </fieldset>
  </div>`
}

/** Install or update and uninstall, whichever the state allows; only admins get them. */
export function applicationButtons(portal: Portal, user: PortalUser): Markup {
  const words = wordsOf(portal)
  if (!user.isAdmin) return html`<p class="hint">${words.onlyAdmin}</p>`
  if (portal.installation.status === 'absent') return button('install', words.install, 'is-main')
  return html`${button('update', words.update)} ${button('uninstallKeep', words.uninstallKeep, 'is-danger')}
  ${button('uninstallClean', words.uninstallClean, 'is-danger')}`
}

export function installationText(portal: Portal): string {
  const words = wordsOf(portal)
  const states = {
    absent: words.statusAbsent,
    wizard: words.statusWizard,
    installed: `${words.statusInstalled}, ${words.version} ${portal.version}`,
  }
  return states[portal.installation.status]
}

function button(action: string, label: string, look = ''): Markup {
  return html`<button type="button" class="button ${look}" data-act="${action}">${label}</button>`
}

function tariffOptions(portal: Portal): Markup[] {
  const { license, isRestAllowed } = portal.licence
  return Object.entries(tariffPresets).map(([name, { title, licence }]) => {
    const isShown = licence.license === license && licence.isRestAllowed === isRestAllowed
    return html`<option value="${name}" ${selected(isShown)}>${title} · ${licence.license}</option>`
  })
}

function options(titles: Record<string, string>, current: string): Markup[] {
  return Object.entries(titles).map(
    ([value, title]) => html`<option value="${value}" ${selected(value === current)}>${title}</option>`,
  )
}

function selected(isSelected: boolean): Markup {
  return raw(isSelected ? ' selected' : '')
}

function checked(isChecked: boolean): Markup {
  return raw(isChecked ? ' checked' : '')
}
