import * as v from 'valibot'
import { awaitedPayment } from '../billing/base.types.ts'
import { category, priority } from '../regulations/base.types.ts'
import { wayOn } from '../regulations/tickets.types.ts'
import { takenClock } from '../sla/evidence.types.ts'
import { clockKinds } from '../sla/types.ts'
import { texts } from '../common.ts'
import { assistantJudged, assistantSaid } from './assistant.types.ts'
import { partnerStep } from './steps.types.ts'
import { accessEnding, accessKind, remoteTool } from './access.types.ts'
import { channelNote } from './channelNotes.types.ts'
import { contacted } from './contact.types.ts'
import { dutyStep } from './duty.types.ts'
import { incidentStep } from './internal.types.ts'
import { letterKinds } from './letters.types.ts'
import { linkKinds, linkRoles } from './links.types.ts'
import { score } from './ratings.types.ts'
import { closeReasons, lockReason, ticketStatus } from './types.ts'

const nothing = v.object({})
/** A person of the desk; after an uninstall with CLEAN a number stands for the name (C5). */
const assignee = v.nullable(v.object({ userId: v.number(), name: v.string(), photo: v.nullable(v.string()) }))
const kind = v.object({ category: v.nullable(category), priority })
/** By what the clocks are promised, where they start; absent where they do not. */
const plans = v.optional(v.array(v.string()))
/** Kept where the ticket is a special request (T10). */
const ofCoupon = v.optional(v.literal(true))
/** The text is the message's own row; a later entry names the number that it was sent under. */
const aboutMessage = v.object({ messageId: v.string(), messageSeq: v.number() })
const linked = { ticketId: v.string(), number: v.string() }
/** `role` is that of the ticket in which it stands. */
const link = { linkId: v.string(), kind: v.picklist(linkKinds), role: v.picklist(linkRoles), ...linked }
const letter = { letterId: v.string(), kind: v.picklist(letterKinds), isFirst: v.boolean() }
/** T9: which box; of what is in it, what for and why not, nothing. */
const box = { accessId: v.string(), kind: accessKind }
const session = { sessionId: v.string(), accessId: v.string(), tool: remoteTool }
const several = { tickets: v.number(), numbers: v.array(v.string()) }

const replyTitle = v.object({ title: v.string() })

/** What is said in a conversation and how a ticket moves; locks of all that a portal has at a desk, as one act. */
export const ticketEvents = {
  'ticket.opened': {
    payload: v.object({
      number: v.string(),
      subject: v.string(),
      status: v.picklist(['assistant', 'queued']),
      /** The first releases knew neither kinds of tickets nor coupons. */
      category: v.optional(v.nullable(category), null),
      priority: v.optional(priority, 'medium'),
      /** What the client has proposed (T3); until then it counted at once. */
      wish: v.optional(v.nullable(priority), null),
      coupon: v.optional(v.boolean(), false),
      plans,
    }),
    changes: ['queue'],
  },
  /** `isQuestion` is kept where it is so. */
  'message.sent': {
    payload: v.object({
      messageId: v.string(),
      isQuestion: v.optional(v.boolean()),
      /** Kept where the assistant is to answer it: nobody of the desk is notified of it (T1). */
      toAssistant: v.optional(v.literal(true)),
      /** Said in another ticket, of which an agent has made this one (T4): nobody is notified of it again. */
      movedFrom: v.optional(v.object(linked)),
    }),
    changes: [],
  },
  'message.edited': { payload: aboutMessage, changes: [] },
  'message.deleted': { payload: aboutMessage, changes: [] },
  'ticket.moved': {
    payload: v.object({
      from: ticketStatus,
      to: ticketStatus,
      assignee,
      closeReason: v.nullable(v.picklist(closeReasons)),
      deferredUntil: v.nullable(v.string()),
      /** As somebody wrote it; since reasons have codes (T6), the next two say it. */
      reason: v.nullable(v.string()),
      reasonCode: v.optional(v.nullable(v.string()), null),
      reasonTitle: v.optional(v.nullable(texts), null),
      /** The client was told to expect something on that day. */
      isExpected: v.optional(v.boolean(), false),
      /** Where a client is led from what is outside of support (T5), as it was then; no other move has it. */
      way: v.optional(v.nullable(wayOn), null),
      plans,
      coupon: ofCoupon,
      /** Into which ticket, or from which one it is back and since when it had been there: `since` is an instant. */
      merged: v.optional(v.object(linked)),
      unmerged: v.optional(v.object({ ...linked, since: v.string() })),
    }),
    changes: ['queue'],
  },
  /**
   * T4. In the ticket that lives on, `taken` is the clock of the answer that is owed to the other one's client and due earlier. In
   * a new ticket, `answeredAt` is when its message was answered in the old one.
   */
  'ticket.linked': {
    payload: v.object({
      ...link,
      messageIds: v.array(v.string()),
      taken: v.optional(v.nullable(takenClock), null),
      answeredAt: v.optional(v.nullable(v.string()), null),
    }),
    changes: ['queue'],
  },
  /** `unansweredSince`: of the clock that was taken nothing is left, but this ticket's own client has waited since then. */
  'ticket.unlinked': {
    payload: v.object({
      ...link,
      givesBack: v.optional(v.boolean(), false),
      unansweredSince: v.optional(v.nullable(v.string()), null),
    }),
    changes: ['queue'],
  },
  /** T6: a ticket that is put off comes back on another day. */
  'ticket.dateMoved': {
    payload: v.object({ from: v.string(), to: v.string(), isExpected: v.boolean() }),
    changes: ['queue'],
  },
  'ticket.assigned': { payload: v.object({ assignee, coupon: ofCoupon }), changes: [] },
  'ticket.locked': { payload: v.object({ reason: lockReason }), changes: ['queue'] },
  'ticket.unlocked': { payload: nothing, changes: ['queue'] },
  /** `wish`: the client's, which is decided by this. */
  'ticket.classified': {
    payload: v.object({ from: kind, to: kind, wish: v.optional(v.nullable(priority), null) }),
    changes: ['queue'],
  },
  /** `messageId` is the note's that says what was spoken of; of those that were recorded without their time there is no `talk`. */
  'ticket.contacted': {
    payload: v.object({ ...contacted, messageId: v.string() }),
    changes: [],
  },
  /** T12: who was paged by which step; clients have no number of these. */
  'ticket.dutyPaged': { payload: v.object({ step: dutyStep, people: v.array(v.number()) }), changes: [] },
  'ticket.dutyConfirmed': { payload: nothing, changes: [] },
  /** I1: what its people should know of what was sent or came by a channel; clients have no number of these. */
  'ticket.channelNoted': { payload: v.object(channelNote), changes: [] },
  /**
   * T11: what was said before, if anything; `endingSeq` is the number under which work had ended, `isLow` as its regulation has it. The
   * comment is the rating's own row.
   */
  'ticket.rated': {
    payload: v.object({
      score,
      from: v.nullable(score),
      endingSeq: v.number(),
      isLow: v.boolean(),
      hasComment: v.boolean(),
    }),
    changes: ['ratings'],
  },
  /** T11: a letter to the head of support; none of its words. `isFirst`: it is a new one. */
  'letter.written': { payload: v.object(letter), changes: ['letters'] },
  'letter.answered': { payload: v.object(letter), changes: ['letters'] },
  'letter.confirmed': { payload: v.object(letter), changes: ['letters'] },
  /** It is not answered in time: those who lead the desk are told, later the owner. */
  'letter.late': {
    payload: v.object({ letterId: v.string(), who: v.picklist(['lead', 'owner']) }),
    changes: ['letters'],
  },
  'ratings.exported': { payload: v.object({ rows: v.number(), format: v.literal('csv') }), changes: [] },
  /** E11: where the search for a partner stands that this ticket is about. */
  'ticket.partnerStep': {
    payload: v.object(partnerStep),
    changes: [],
  },
  /** A1: what the assistant says, in the language of the question. */
  'assistant.said': { payload: v.object(assistantSaid), changes: [] },
  /** A2: what the client says of an answer, or which article of a list it has chosen. */
  'assistant.judged': { payload: v.object(assistantJudged), changes: [] },
  /** D3: what became of the incident that this ticket was opened for; the desk alone sees it. */
  'ticket.incident': { payload: v.object(incidentStep), changes: [] },
  /** The first releases sold nothing that is paid afterwards, and knew one more reason alone: nothing is left. */
  'ticket.awaitingPayment': {
    payload: v.object({ isOwing: v.optional(v.boolean(), false), why: v.optional(awaitedPayment) }),
    changes: [],
  },
  'ticket.paid': { payload: nothing, changes: [] },
  'ticket.planned': { payload: v.object({ plans: v.array(v.string()) }), changes: [] },
  /** S1: from now on it goes by an official year that was adopted; which deadlines of its running clocks moved. */
  'ticket.calendarAdopted': {
    payload: v.object({
      deadlines: v.array(
        v.object({ clock: v.picklist(clockKinds), from: v.nullable(v.string()), to: v.nullable(v.string()) }),
      ),
    }),
    changes: [],
  },
  /** T7: how many days the desk keeps files; null: as long as their tickets. */
  'files.keptDaysSet': {
    payload: v.object({ from: v.nullable(v.number()), to: v.nullable(v.number()) }),
    changes: [],
  },
  /** T8: the desk's quick replies; the texts stay with them. */
  'reply.written': { payload: replyTitle, changes: [] },
  'reply.changed': { payload: replyTitle, changes: [] },
  'reply.removed': { payload: replyTitle, changes: [] },
  /** T8: whom a note names anew, for their notices; in no conversation. */
  'ticket.mentioned': {
    payload: v.object({ ticketId: v.string(), messageId: v.string(), userIds: v.array(v.number()) }),
    changes: [],
  },
  'access.asked': { payload: v.object({ ...box, until: v.string() }), changes: [] },
  /** The consent: who and when is the entry's own. `isOffer`: nobody had asked. */
  'access.given': { payload: v.object({ ...box, until: v.string(), isOffer: v.boolean() }), changes: [] },
  'access.refused': { payload: v.object(box), changes: [] },
  'access.looked': { payload: v.object(box), changes: [] },
  /** `wasGiven`: it was wiped; else there was nothing in it yet. */
  'access.ended': { payload: v.object({ ...box, cause: accessEnding, wasGiven: v.boolean() }), changes: [] },
  'access.confirmed': { payload: v.object(box), changes: [] },
  /** Q11: somebody of the desk works at the client's screen. */
  'remote.started': { payload: v.object(session), changes: [] },
  'remote.ended': { payload: v.object({ ...session, startedAt: v.string() }), changes: [] },
  /** What was wiped is not changed yet; in no conversation. */
  'access.reminded': { payload: v.object({ ...box, ticketId: v.string() }), changes: [] },
  'tickets.locked': { payload: v.object({ ...several, reason: lockReason }), changes: [] },
  'tickets.unlocked': { payload: v.object(several), changes: [] },
} as const
