import {
  accountChannels,
  channelHookPath,
  inboxOutcomes,
  type ChannelAccount,
  type Channels,
  type InboxOutcome,
} from '#contract/channels/types.ts'
import { shownProbe } from '../domain/probe.ts'
import type { AccountOverview } from '../overview.queries.ts'
import { storedProbe } from '../storedProbe.adapter.ts'
import { readSettings } from '../whatsAppSettings.adapter.ts'
import { storedMail } from './mailSettings.adapter.ts'

/** What the owner sees of the desk's mailboxes; no password ever leaves the server again. */
export function presentChannels(accounts: readonly AccountOverview[], at: Date, publicUrl: string): Channels {
  return {
    accounts: accounts.map((one) => ({ ...presentAccount(one, at), hook: presentHook(one.account, publicUrl) })),
  }
}

/** Of a messenger that calls by itself. */
function presentHook(
  { channel, accountId, settings }: AccountOverview['account'],
  publicUrl: string,
): ChannelAccount['hook'] {
  if (channel !== 'whatsapp') return null
  return { address: `${publicUrl}${channelHookPath}/${accountId}`, verifyToken: readSettings(settings).verifyToken }
}

function presentAccount(
  { account, events, undelivered, waiting, numbers }: AccountOverview,
  at: Date,
): Omit<ChannelAccount, 'hook'> {
  const { imap, smtp } = account.channel === 'email' ? storedMail.read(account.settings) : { imap: null, smtp: null }
  const probe = storedProbe(account.probe)
  const ticketOf = (ticketId: string | null) => {
    const number = ticketId === null ? undefined : numbers.get(ticketId)
    return ticketId === null || number === undefined ? null : { ticketId, number }
  }
  return {
    accountId: account.accountId,
    channel: accountChannels.find((one) => one === account.channel) ?? 'email',
    revision: account.revision,
    address: account.address,
    imap,
    smtp,
    isPaused: account.isPaused,
    state: account.state,
    reason: account.reason,
    since: account.stateAt.toISOString(),
    lookedAt: account.lookedAt?.toISOString() ?? null,
    heardAt: account.heardAt?.toISOString() ?? null,
    probe: probe === null ? null : shownProbe(probe, at),
    waiting,
    events: events.map(({ eventId, at: arrivedAt, from, state, outcome, ticketId }) => {
      return {
        eventId,
        at: arrivedAt.toISOString(),
        from,
        state,
        outcome: outcomeOf(outcome),
        ticket: ticketOf(ticketId),
      }
    }),
    undelivered: undelivered.map(({ at: endedAt, to, state, reason, ticketId }) => {
      return { at: endedAt.toISOString(), to, state, reason, ticket: ticketOf(ticketId) }
    }),
  }
}

function outcomeOf(stored: string | null): InboxOutcome | null {
  return inboxOutcomes.find((one) => one === stored) ?? null
}
