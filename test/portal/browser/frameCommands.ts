import { act, ask, find, make, settings } from './api.ts'
import type { FrameCommand } from './frame.ts'
import { selectCompany, selectUser } from './userDialog.ts'

/** Each command of the frame and what the portal does about it. */
export const frameCommands: Record<string, FrameCommand> = {
  getInitData: (host, _params, answer) => answer(host.initData),

  async setInstall(host, _params, answer) {
    await act('setInstall')
    host.initData['FIRST_RUN'] = false
    answer({ result: true })
  },

  /** Never answered: the portal reloads its page with the application's main address. */
  async setInstallFinish(host) {
    if (host.initData['INSTALL'] !== true) return
    await act('installFinish')
    const url = new URL(location.href)
    url.searchParams.set('install_finished', 'Y')
    location.assign(url)
  },

  async refreshAuth(host, _params, answer) {
    const fresh = await ask('/sandbox/auth', {}).catch(() => undefined)
    // a failed refresh is not answered; the SDK gives up after ten seconds
    if (typeof fresh !== 'object' || fresh === null) return
    Object.assign(host.initData, fresh)
    answer(fresh)
  },

  /** Silent unless an admin asks. */
  async setAppOption(host, params, answer) {
    if (host.initData['IS_ADMIN'] !== true) return
    const options = await act('setApplicationOption', params)
    host.initData['APP_OPTIONS'] = options
    answer(options)
  },

  async setUserOption(host, params, answer) {
    host.initData['USER_OPTIONS'] = await act('setUserOption', params)
    answer(params)
  },

  resizeWindow(host, params, answer) {
    const { width, height } = params
    if (typeof height === 'number') host.root.style.setProperty('--asked-height', `${height}px`)
    answer({ width, height })
  },

  setScroll(host, params, answer) {
    host.root.closest('.work')?.scrollTo({ top: Number(params['scroll'] ?? 0) })
    answer(params)
  },

  setTitle(host, params, answer) {
    const title = textOf(params['title'])
    const place = host.root.closest('.slider')?.querySelector('.slider-title') ?? find('#pagetitle')
    place.textContent = title
    if (!host.isSlider) document.title = `${title} — ${settings.portal}`
    answer(params)
  },

  reloadWindow: () => location.reload(),

  /** Answered when the slider is closed. */
  openApplication: (host, params, answer) => host.openers.openApplication(params, () => answer()),

  closeApplication(host, _params, answer) {
    if (!host.close) return
    host.close()
    answer()
  },

  openPath(host, params, answer) {
    const path = availablePath(textOf(params['path']))
    if (path === undefined) answer({ result: 'error', errorCode: 'PATH_NOT_AVAILABLE' })
    else host.openers.openPath(path, () => answer({ result: 'close' }))
  },

  /** A dialog closed without a choice is not answered. */
  async selectUser(_host, params, answer) {
    const chosen = await selectUser({ isMultiple: params['mult'] === true })
    if (chosen) answer(params['mult'] === true ? chosen : chosen[0])
  },

  /** Only companies: nothing else of CRM is asked for. */
  async selectCRM(_host, _params, answer) {
    const chosen = await selectCompany()
    if (chosen) answer({ company: { 0: chosen } })
  },

  getInterface: (_host, _params, answer) => answer({ command: [], event: [] }),

  imOpenMessenger: (_host, params) => showMessage(`${settings.words.chatOpened} ${textOf(params['dialogId'])}`),
}

/** The SDK prefixes a base that only selects the slider's width: `/crm/…/../../`. */
function availablePath(asked: string): string | undefined {
  if (!asked.startsWith('/')) return undefined
  const { pathname, search } = new URL(asked, location.origin)
  const isAllowed =
    /^\/(crm\/(deal|lead|contact|company|type)|marketplace|company\/personal\/user\/\d+|workgroups\/group\/\d+)\//.test(
      pathname,
    )
  return isAllowed ? `${pathname}${search}` : undefined
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function showMessage(text: string) {
  const message = make('div', { class: 'message', role: 'status' }, text)
  document.body.append(message)
  setTimeout(() => message.remove(), 4000)
}
