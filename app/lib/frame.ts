import type { AuthData, B24Frame } from '@bitrix24/b24jssdk'
import type { InjectionKey } from 'vue'
import type { Language } from '#contract/common.ts'
import { OutsidePortal, Unreachable } from './apiError.ts'
import { injected } from './injected.ts'

/** The portal around this page, in our words. Only this file knows Bitrix24's frame SDK. */
export interface Frame {
  /** A token that the portal takes now; asks it for a new one when the old one has run out. */
  accessToken(): Promise<string>
  /** For the case that the portal took back a token before its time. */
  freshAccessToken(): Promise<string>
  readonly memberId: string
  readonly domain: string
  readonly language: Language
  readonly isInstallMode: boolean
  readonly placement: string
  readonly options: Readonly<Record<string, unknown>>
  finishInstall(): void
  /** Opens the application again in a slider; the parameters arrive there as `options`. */
  openPage(params: Readonly<Record<string, string | number | boolean>>): void
  /** What the portal's own page is called; only the application's whole pages may say it. */
  setTitle(title: string): void
  /** Gives the frame the height of its content. */
  fit(): void
  selectPerson(): Promise<ChosenPerson | null>
  /** The portal's own dialog with the companies of its CRM; one that is closed without a choice never answers. */
  selectCompany(): Promise<number | null>
  /** A page of the portal in a slider; some kinds of pages only. */
  openPath(path: string): void
}

export interface ChosenPerson {
  userId: number
  name: string
}

/** The way to the portal around this page: it is talked to once, later calls get the same frame. */
export interface FrameOpener {
  open: () => Promise<Frame>
  /** The portal is not heard any more. */
  close: () => void
}

export const frameKey: InjectionKey<FrameOpener> = Symbol('the frame')
export const useFrame = (): FrameOpener => injected(frameKey)

export function makeFrame(): FrameOpener {
  let opening: Promise<Frame> | null = null
  let sdk: B24Frame | null = null

  async function open(): Promise<Frame> {
    sdk = await connectToPortal()
    return await frameOf(sdk)
  }

  return {
    open() {
      opening ??= open().catch((error: unknown) => {
        opening = null
        throw error
      })
      return opening
    },
    close: () => sdk?.destroy(),
  }
}

/** The SDK's own start would keep the portal of the first page for as long as its code lives. */
async function connectToPortal(): Promise<B24Frame> {
  if (!isInsidePortal()) throw new OutsidePortal()
  const { B24Frame: PortalFrame } = await import('@bitrix24/b24jssdk')
  const [domain, protocol, applicationId] = window.name.split('|')
  const sdk = new PortalFrame({ DOMAIN: domain, PROTOCOL: protocol === '1', APP_SID: applicationId, LANG: null })
  try {
    await sdk.init()
  } catch (error) {
    sdk.destroy()
    throw error
  }
  return sdk
}

async function frameOf(sdk: B24Frame): Promise<Frame> {
  const auth = sdk.auth.getAuthData()
  const { domain, memberId } =
    auth === false ? await identityOf(sdk) : { domain: auth.domain, memberId: auth.member_id }
  return {
    accessToken: () => accessToken(sdk),
    freshAccessToken: () => freshAccessToken(sdk),
    memberId,
    domain: domain.replace(/^https?:\/\//, ''),
    language: languageOfPortal(sdk.getLang()),
    isInstallMode: sdk.isInstallMode,
    placement: sdk.placement.placement,
    options: plainOptions(sdk.placement.options),
    finishInstall() {
      // The portal never answers this one: it reloads its page.
      void sdk.installFinish().catch(() => undefined)
    },
    openPage: (params) => void sdk.slider.openSliderAppPage(params).catch(() => undefined),
    setTitle: (title) => void sdk.parent.setTitle(title).catch(() => undefined),
    fit: () => void sdk.parent.fitWindow().catch(() => undefined),
    selectPerson: () => selectPerson(sdk),
    selectCompany: () => selectCompany(sdk),
    openPath: (path) => void sdk.slider.openPath(new URL(path, sdk.getTargetOrigin())).catch(() => undefined),
  }
}

/** The portal names the frame `<domain>|<protocol>|<application's session id>`; nobody else does. */
function isInsidePortal(): boolean {
  return window.name.split('|').length >= 3 && window.parent !== window
}

async function accessToken(sdk: B24Frame): Promise<string> {
  const auth = sdk.auth.getAuthData()
  if (auth !== false) return auth.access_token
  return freshAccessToken(sdk)
}

async function freshAccessToken(sdk: B24Frame): Promise<string> {
  return (await refresh(sdk)).access_token
}

async function refresh(sdk: B24Frame): Promise<AuthData> {
  try {
    return await sdk.auth.refreshAuth()
  } catch (cause) {
    // The portal's page is offline or was signed out; both may pass.
    throw new Unreachable({ cause })
  }
}

async function identityOf(sdk: B24Frame): Promise<{ domain: string; memberId: string }> {
  const auth = await refresh(sdk)
  return { domain: auth.domain, memberId: auth.member_id }
}

async function selectPerson(sdk: B24Frame): Promise<ChosenPerson | null> {
  const chosen = await sdk.dialog.selectUser()
  return chosen === null ? null : { userId: Number(chosen.id), name: chosen.name }
}

/** CRM writes an id as a number or as `CO_12`. */
async function selectCompany(sdk: B24Frame): Promise<number | null> {
  const { company } = await sdk.dialog.selectCRM({ entityType: ['company'], multiple: false })
  const id = /(\d+)$/.exec(company?.[0]?.id ?? '')?.[1]
  return id === undefined ? null : Number(id)
}

function plainOptions(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
}

/** Bitrix24 has codes of its own; people in Belarus and Kazakhstan read Russian, the rest of the world English. */
export function languageOfPortal(code: string): Language {
  const lower = code.toLowerCase()
  if (lower.startsWith('ua') || lower.startsWith('uk')) return 'uk'
  if (['ru', 'by', 'kz', 'be', 'kk'].some((known) => lower.startsWith(known))) return 'ru'
  return 'en'
}
