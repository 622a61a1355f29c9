import * as v from 'valibot'
import { count, id, instant, namedInstant, note, sides, storable } from '../common.ts'

/** What a client may give for one ticket (T9). `remote`: a session at its screen, by a tool of its own. */
export const accessKinds = ['portal', 'siteAdmin', 'ftp', 'ssh', 'hosting', 'licenceKey', 'remote', 'other'] as const
export const accessKind = v.picklist(accessKinds)
export type AccessKind = (typeof accessKinds)[number]

/** Programs with which somebody works at another's screen; `other`: the note in the box says which. */
export const remoteTools = ['anydesk', 'teamviewer', 'rudesktop', 'assistant', 'other'] as const
export const remoteTool = v.picklist(remoteTools)
export type RemoteTool = (typeof remoteTools)[number]

export const accessFieldNames = ['address', 'port', 'login', 'password', 'key', 'note'] as const
export type AccessFieldName = (typeof accessFieldNames)[number]

/** What is written into a box, by its kind and in this order. */
export const accessFields = {
  portal: ['address', 'login', 'password', 'note'],
  siteAdmin: ['address', 'login', 'password', 'note'],
  ftp: ['address', 'port', 'login', 'password', 'note'],
  ssh: ['address', 'port', 'login', 'password', 'key', 'note'],
  hosting: ['address', 'login', 'password', 'note'],
  licenceKey: ['key', 'note'],
  remote: ['login', 'password', 'note'],
  other: ['note'],
} as const satisfies Record<AccessKind, readonly AccessFieldName[]>

export function fieldsOf(kind: AccessKind): readonly AccessFieldName[] {
  return accessFields[kind]
}

/** Spaces alone say nothing. */
export function isSaid(value: string | undefined): value is string {
  return value !== undefined && value.trim() !== ''
}

const secret = v.pipe(v.string(), v.maxLength(4000), storable)
/** Fields that are left out, or empty, are not in the box; at least one is. */
export const accessContent = v.pipe(
  v.strictObject({
    address: v.optional(secret),
    port: v.optional(secret),
    login: v.optional(secret),
    password: v.optional(secret),
    key: v.optional(secret),
    note: v.optional(secret),
  }),
  v.check((content) => Object.values(content).some((value) => isSaid(value)), 'is empty'),
)
export type AccessContent = v.InferOutput<typeof accessContent>

/** So long a consent lasts at most, in days; and so many boxes of a ticket are open or asked for at once. */
export const longestAccessDays = 30
export const mostLiveBoxes = 10
/** So many of a ticket are shown, the newest ones. */
export const mostBoxes = 30
/** So long what was looked at stays on the page and in the clipboard. */
export const shownSeconds = 60
/** The client is reminded again after so many days, until it confirms. */
export const reminderDays = 7

/**
 * `asked` by the desk; `given` by an admin, whose consent that is; `refused`; `ended` before anything was given; `wiped`: the key is
 * gone, and what was in it is to be changed.
 */
export const accessStates = ['asked', 'given', 'refused', 'ended', 'wiped'] as const
export type AccessState = (typeof accessStates)[number]

/** Why nothing is in a box any more: by the ticket, by its date, by one of the sides. */
export const accessEndings = ['closed', 'locked', 'expired', 'takenBack', 'notNeeded'] as const
export const accessEnding = v.picklist(accessEndings)
export type AccessEnding = (typeof accessEndings)[number]

/** As a client's admin and the desk may see it; of what is in it nothing. */
const done = v.strictObject({ name: v.string(), at: instant })
export const accessActions = ['give', 'refuse', 'look', 'start', 'stop', 'end', 'confirm'] as const
export type AccessAction = (typeof accessActions)[number]

export const accessBox = v.strictObject({
  accessId: id,
  kind: accessKind,
  /** Of a remote session; null: not said yet. */
  tool: v.nullable(remoteTool),
  purpose: v.string(),
  /** Until when it is asked for; once it is given: until when the client consents. */
  until: instant,
  state: v.picklist(accessStates),
  asked: v.strictObject({ side: v.picklist(sides), name: v.string(), at: instant }),
  /** Who consented; null: nobody has. */
  consent: v.nullable(done),
  refusal: v.nullable(v.strictObject({ name: v.string(), at: instant, reason: v.string() })),
  ending: v.nullable(v.strictObject({ cause: accessEnding, at: instant })),
  looks: count,
  lastLook: v.nullable(done),
  /** That what was in it is changed. */
  confirmed: v.nullable(done),
  /** At the client's screen now (Q11). */
  session: v.nullable(v.strictObject({ sessionId: id, name: v.string(), startedAt: instant })),
  /** What this reader may do now. */
  can: v.array(v.picklist(accessActions)),
})
export type AccessBox = v.InferOutput<typeof accessBox>

/** The id is the page's: the same asked again asks for nothing twice. */
const wanted = { ticketId: id, accessId: id, purpose: v.pipe(note, v.minLength(1)), until: namedInstant }
export const askAccessInput = v.strictObject({ ...wanted, kind: accessKind, tool: v.optional(remoteTool) })
export type AskAccessInput = v.InferOutput<typeof askAccessInput>

const given = { content: accessContent, tool: v.optional(remoteTool) }
/** Consent to what was asked: until when, and what is put into the box. */
export const giveBoxInput = v.strictObject({ ticketId: id, accessId: id, until: namedInstant, ...given })
export type GiveBoxInput = v.InferOutput<typeof giveBoxInput>
/** An admin gives what nobody has asked for. */
export const offerBoxInput = v.strictObject({ ...wanted, kind: accessKind, ...given })
export type OfferBoxInput = v.InferOutput<typeof offerBoxInput>

export const boxInput = v.strictObject({ ticketId: id, accessId: id })
export type BoxInput = v.InferOutput<typeof boxInput>
export const refuseBoxInput = v.strictObject({ ...boxInput.entries, reason: v.pipe(note, v.minLength(1)) })
export type RefuseBoxInput = v.InferOutput<typeof refuseBoxInput>

export const startSessionInput = v.strictObject({ ...boxInput.entries, sessionId: id })
export type StartSessionInput = v.InferOutput<typeof startSessionInput>

/** One look: what is in the box, for as long as a page shows it. */
export const openedBox = v.strictObject({
  content: v.array(v.strictObject({ field: v.picklist(accessFieldNames), value: v.string() })),
})
export type OpenedBox = v.InferOutput<typeof openedBox>

const ofSession = { sessionId: id, accessId: id, tool: remoteTool }
const ofBox = { accessId: id, kind: accessKind }

/** What a conversation says of boxes; `base` is what every event of a ticket has. */
export const boxEvents = <const Base extends v.ObjectEntries>(base: Base) =>
  [
    v.strictObject({ ...base, type: v.literal('access.asked'), ...ofBox, until: instant }),
    v.strictObject({ ...base, type: v.literal('access.given'), ...ofBox, until: instant, isOffer: v.boolean() }),
    v.strictObject({ ...base, type: v.literal('access.refused'), ...ofBox }),
    /** Whoever has the ticket has looked into a box; its client sees each look. */
    v.strictObject({ ...base, type: v.literal('access.looked'), ...ofBox }),
    v.strictObject({
      ...base,
      type: v.literal('access.ended'),
      ...ofBox,
      cause: accessEnding,
      wasGiven: v.boolean(),
    }),
    v.strictObject({ ...base, type: v.literal('access.confirmed'), ...ofBox }),
    v.strictObject({ ...base, type: v.literal('remote.started'), ...ofSession }),
    v.strictObject({ ...base, type: v.literal('remote.ended'), ...ofSession, startedAt: instant }),
  ] as const
