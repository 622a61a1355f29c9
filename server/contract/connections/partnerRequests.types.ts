import * as v from 'valibot'
import { count, id, instant, language, note, shortText, storable } from '../common.ts'
import { codeStates, issueCodeInput } from './codes.types.ts'

export const partnerWorks = [
  'setup',
  'automation',
  'development',
  'integration',
  'migration',
  'training',
  'support',
] as const
export const partnerUsers = ['upTo10', 'upTo50', 'upTo250', 'above250'] as const
export const partnerSizes = ['hours', 'days', 'weeks', 'unknown'] as const
export const partnerRhythms = ['once', 'regular', 'urgent'] as const

/** E11: what a portal without a partner looks for, in its own words where it matters and by choices where it can be. */
export const partnerNeeds = v.strictObject({
  company: v.pipe(shortText, v.maxLength(120)),
  works: v.pipe(v.array(v.picklist(partnerWorks)), v.minLength(1), v.maxLength(partnerWorks.length)),
  work: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(2000), storable),
  users: v.picklist(partnerUsers),
  size: v.picklist(partnerSizes),
  languages: v.pipe(v.array(language), v.minLength(1), v.maxLength(3)),
  rhythm: v.picklist(partnerRhythms),
})
export type PartnerNeeds = v.InferOutput<typeof partnerNeeds>

/** `connected`, `withdrawn` and `closed` are its ends: by a partner, by the client, with its ticket. */
export const partnerStatuses = ['open', 'handed', 'offered', 'connected', 'withdrawn', 'closed'] as const
export type PartnerStatus = (typeof partnerStatuses)[number]

/** What became of one desk that a request was handed to; `over`: the request ended otherwise before it answered, or after. */
export const handoverStatuses = ['waiting', 'offered', 'declined', 'recalled', 'over', 'connected'] as const
export type HandoverStatus = (typeof handoverStatuses)[number]

/** Until when an offer can be taken; the code behind it is never part of an answer (C2). */
const offer = v.nullable(v.strictObject({ until: instant, state: v.picklist(codeStates) }))

const handover = {
  handoverId: id,
  deskName: v.string(),
  status: v.picklist(handoverStatuses),
  handedAt: instant,
  answeredAt: v.nullable(instant),
  offer,
}

const request = {
  requestId: id,
  ticketId: id,
  number: v.string(),
  status: v.picklist(partnerStatuses),
  askedAt: instant,
  askedBy: v.string(),
  needs: partnerNeeds,
}

/** Why a portal cannot ask: nobody would answer it, or it has a partner. */
export const partnerObstacles = ['no_people', 'no_standard_desk', 'partner_connected'] as const

/** E11: how the client's own search for a partner stands. */
export const partnerSearch = v.strictObject({
  obstacle: v.nullable(v.picklist(partnerObstacles)),
  /** The one that is open; null where the portal may ask. */
  request: v.nullable(v.strictObject({ ...request, handovers: v.array(v.strictObject(handover)) })),
})
export type PartnerSearch = v.InferOutput<typeof partnerSearch>

/** The same as the staff of the standard desk sees it, beside its ticket. */
export const partnerCard = v.strictObject({
  card: v.nullable(
    v.strictObject({
      ...request,
      portalName: v.string(),
      canHand: v.boolean(),
      handovers: v.array(
        v.strictObject({
          ...handover,
          deskId: id,
          note: v.string(),
          handedBy: v.string(),
          declineReason: v.string(),
          /** The desk cannot be reached any more: its portal has taken the app away. */
          isGone: v.boolean(),
        }),
      ),
    }),
  ),
})
export type PartnerCard = NonNullable<v.InferOutput<typeof partnerCard>['card']>

/** What a partner's owner sees of a request; of one that is not theirs any more only that it was there. */
export const incomingRequest = v.strictObject({
  handoverId: id,
  fromDesk: v.string(),
  status: v.picklist(handoverStatuses),
  handedAt: instant,
  note: v.string(),
  answeredAt: v.nullable(instant),
  answeredBy: v.string(),
  declineReason: v.string(),
  company: v.string(),
  /** The portal's address; null with the answers. */
  portalName: v.nullable(v.string()),
  needs: v.nullable(partnerNeeds),
  offer,
})
export type IncomingRequest = v.InferOutput<typeof incomingRequest>

const cursor = v.optional(v.pipe(v.string(), v.maxLength(200)))
const limit = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)), 30)

export const askForPartnerInput = v.strictObject({
  requestId: id,
  ticketId: id,
  messageId: id,
  needs: partnerNeeds,
  /** E3: nothing of a client is shown to another desk unless it has agreed. */
  isAgreed: v.literal(true),
})
export type AskForPartnerInput = v.InferOutput<typeof askForPartnerInput>
export const partnerRequestInput = v.strictObject({ requestId: id })
export const handoverInput = v.strictObject({ handoverId: id })
export const takeOfferInput = v.strictObject({ handoverId: id, stateToken: v.pipe(v.string(), v.maxLength(100)) })
export const partnerTicketInput = v.strictObject({ ticketId: id })
export const listPartnerDesksInput = v.strictObject({
  ticketId: id,
  search: v.optional(v.pipe(note, v.maxLength(100)), ''),
  /** The last desk of the page before. */
  cursor: v.optional(id),
  limit,
})
export const partnerDesks = v.strictObject({
  desks: v.array(v.strictObject({ deskId: id, name: v.string() })),
  nextCursor: v.nullable(id),
})
/** The writer makes the hand-over's id: the same one again is the same hand-over. */
export const handRequestInput = v.strictObject({ ticketId: id, handoverId: id, deskId: id, note })
export const recallRequestInput = v.strictObject({ ticketId: id, handoverId: id })
export const listIncomingInput = v.strictObject({
  filter: v.optional(v.picklist(['live', 'all']), 'live'),
  cursor,
  limit,
})
export type ListIncomingInput = v.InferOutput<typeof listIncomingInput>
export const incomingPage = v.strictObject({
  /** Whether the standard desk may hand requests over at all; the owner's choice. */
  accepts: v.boolean(),
  waiting: count,
  requests: v.array(incomingRequest),
  nextCursor: v.nullable(v.string()),
})
export const acceptRequestsInput = v.strictObject({ accepts: v.boolean() })
const { expiresInDays, clientStatus, plans } = issueCodeInput.entries
export const answerRequestInput = v.strictObject({ handoverId: id, expiresInDays, clientStatus, plans, note })
export type AnswerRequestInput = v.InferOutput<typeof answerRequestInput>
export const declineRequestInput = v.strictObject({ handoverId: id, reason: v.pipe(note, v.minLength(1)) })
