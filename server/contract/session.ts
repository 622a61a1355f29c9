import * as v from 'valibot'
import { clientReaders } from './notifications/table.types.ts'
import { instant, language, memberId, note, person, shortText, userId } from './common.ts'

export const deskRoles = ['agent', 'lead', 'owner'] as const
export const deskRole = v.picklist(deskRoles)
export type DeskRole = (typeof deskRoles)[number]

export const deskKinds = ['standard', 'partner'] as const
export const deskKind = v.picklist(deskKinds)
export type DeskKind = (typeof deskKinds)[number]

/** The token is the user's own Bitrix24 access token; the server asks the OAuth server whose it is (P1). */
export const openSessionInput = v.strictObject({
  accessToken: v.pipe(v.string(), v.minLength(1), v.maxLength(2048)),
  memberId,
  serverEndpoint: v.optional(v.pipe(v.string(), v.maxLength(300))),
})

/** Who the user is here, and which faces of the application are open to them (E2, C6). */
export const me = v.strictObject({
  person,
  memberId,
  portalName: v.string(),
  language,
  isPortalAdmin: v.boolean(),
  isInstalled: v.boolean(),
  client: v.nullable(v.strictObject({ role: v.picklist(['admin', 'integrator']) })),
  desk: v.nullable(v.strictObject({ deskId: v.string(), name: v.string(), kind: deskKind, role: deskRole })),
  /** The desk of a portal that gets no support here, for whoever does not work at it. */
  foreignDesk: v.nullable(v.strictObject({ name: v.string() })),
  /** For the page of people without access: who in this portal can help. */
  helpers: v.array(
    v.strictObject({ userId, name: v.string(), role: v.picklist(['admin', 'integrator', 'contact', 'owner']) }),
  ),
})
export type Me = v.InferOutput<typeof me>

export const openedSession = v.strictObject({ token: v.string(), expiresAt: instant, me })
export type OpenedSession = v.InferOutput<typeof openedSession>

export const installChoices = ['client', 'desk', 'both'] as const
export const installInput = v.strictObject({
  choice: v.picklist(installChoices),
  deskKey: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200))),
  deskName: v.optional(shortText),
})
export type InstallInput = v.InferOutput<typeof installInput>

export const installState = v.strictObject({
  portalName: v.string(),
  isInstalled: v.boolean(),
  isClient: v.boolean(),
  desk: v.nullable(v.strictObject({ name: v.string(), kind: deskKind })),
})
export type InstallState = v.InferOutput<typeof installState>

export const supportContactKinds = ['integrator', 'contact'] as const
export const settingsView = v.strictObject({
  language,
  people: v.array(
    v.strictObject({ person, as: v.picklist(supportContactKinds), namedBy: v.string(), namedAt: instant }),
  ),
  notices: v.strictObject({ answers: v.boolean(), connection: v.boolean(), billing: v.boolean() }),
  /** Who is told now (D4); without an admin among them nobody there was seen as one for a week (P8). */
  readers: clientReaders,
  canEdit: v.boolean(),
})
export type SettingsView = v.InferOutput<typeof settingsView>

export const saveSettingsInput = v.strictObject({
  language,
  /** A page of an earlier release names no third one: it stays as it is. */
  notices: v.strictObject({ answers: v.boolean(), connection: v.boolean(), billing: v.optional(v.boolean()) }),
})

export const foundPeople = v.strictObject({ people: v.array(person) })
export const searchText = v.pipe(note, v.maxLength(100))
