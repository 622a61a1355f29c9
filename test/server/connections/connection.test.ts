import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Refusal } from '#server/platform/refusal.ts'
import {
  type ConnectionCommand,
  decideConnection,
  evolveConnection,
  type PortalSupport,
  stateTokenOf,
  ticketLocks,
} from '#server/connections/domain/connection.ts'
import { refusalOf } from '../../support/refusals.ts'

const DAY = 86_400_000
const start = new Date('2026-11-16T07:00:00Z')
const after = (milliseconds: number) => new Date(start.getTime() + milliseconds)

type Activation = Extract<ConnectionCommand, { type: 'activate' }>

/** A portal that was never connected. */
const portal: PortalSupport = { portalId: 'portal-1', version: 0, live: null, former: [] }

function activation(support: PortalSupport, deskId: string, at = start): Activation {
  return {
    type: 'activate',
    at,
    by: 'admin-1',
    stateToken: stateTokenOf(support, 1),
    connectionId: `connection-${support.version}`,
    codeId: 'code-1',
    deskId,
    deskPortalId: `portal-of-${deskId}`,
    clientStatus: 2,
    plans: ['prepaid'],
    regulationVersion: 1,
  }
}

function reconnection(support: PortalSupport, deskId: string, at = start): ConnectionCommand {
  const connectionId = `connection-${support.version}`
  const stateToken = stateTokenOf(support)
  const deskPortalId = `portal-of-${deskId}`
  return { type: 'reconnect', at, by: 'admin-1', stateToken, connectionId, deskId, deskPortalId, regulationVersion: 1 }
}

function goingBack(support: PortalSupport, at = start): ConnectionCommand {
  return { type: 'returnToStandard', at, by: 'admin-1', stateToken: stateTokenOf(support) }
}

const notice: ConnectionCommand = { type: 'deskEnds', at: start, by: 'owner-1', noticeDays: 30 }
const uninstall: ConnectionCommand = { type: 'uninstall', at: start, by: null }

function done(support: PortalSupport, command: ConnectionCommand): PortalSupport {
  return decideConnection(support, command).reduce(evolveConnection, support)
}

const refused = (support: PortalSupport, command: ConnectionCommand) =>
  refusalOf(() => decideConnection(support, command))

const atDesk = done(portal, activation(portal, 'desk-a'))
const left = done(atDesk, goingBack(atDesk, after(DAY)))
const ending = done(atDesk, notice)
const ended = done(ending, { type: 'noticeIsOver', at: after(30 * DAY) })

describe('C3 activating a code', () => {
  it('connects the portal', () => {
    expect(atDesk.live).toEqual({
      connectionId: 'connection-0',
      deskId: 'desk-a',
      clientStatus: 2,
      plans: ['prepaid'],
      since: start,
      endsAt: null,
    })
  })

  it('moves from partner to partner in one go', () => {
    const events = decideConnection(atDesk, activation(atDesk, 'desk-b'))

    expect(events).toMatchObject([
      { type: 'connection.ended', deskId: 'desk-a', reason: 'switched' },
      { type: 'connection.made', deskId: 'desk-b', codeId: 'code-1' },
    ])
  })

  it('is refused where it is connected already', () => {
    expect(refused(atDesk, activation(atDesk, 'desk-a'))?.code).toBe('already_connected')
  })

  it('C6 is refused at the portal’s own desk', () => {
    const own = { ...activation(portal, 'desk-a'), deskPortalId: 'portal-1' }

    expect(refused(portal, own)?.code).toBe('own_desk')
  })
})

describe('C4 a confirmation', () => {
  it('of two admins with different codes exactly one wins, and the other reads who answers now', () => {
    const mine = activation(portal, 'desk-a')
    const theirs = activation(portal, 'desk-b')
    const refusal = refused(done(portal, mine), theirs)

    expect(refusal?.code).toBe('preview_stale')
    expect(refusal?.details).toEqual({ deskId: 'desk-a' })
  })

  it('is stale when the desk changed its regulation after the preview', () => {
    expect(refused(portal, { ...activation(portal, 'desk-a'), regulationVersion: 2 })?.code).toBe('preview_stale')
  })

  it('is stale when notice was given, when it ended, and when it was left after the preview', () => {
    expect(refused(ending, goingBack(atDesk))?.code).toBe('preview_stale')
    expect(refused(ended, goingBack(ending))?.code).toBe('preview_stale')
    expect(refused(left, goingBack(atDesk))?.code).toBe('preview_stale')
  })

  it('control: with the state of today it goes through', () => {
    expect(refused(ending, goingBack(ending))).toBeUndefined()
  })
})

describe('E3 leaving and coming back', () => {
  it('goes back to the standard support in one step', () => {
    expect(left.live).toBeNull()
    expect(left.former).toEqual([
      { deskId: 'desk-a', clientStatus: 2, plans: ['prepaid'], leftAt: after(DAY), endedByDesk: false },
    ])
  })

  it('there is nothing to leave without a connection', () => {
    expect(refused(portal, goingBack(portal))?.code).toBe('not_connected')
  })

  it('a desk that was left is connected again without a code, on the same terms', () => {
    const again = done(left, reconnection(left, 'desk-a', after(2 * DAY)))

    expect(again.live).toMatchObject({ deskId: 'desk-a', clientStatus: 2, plans: ['prepaid'], since: after(2 * DAY) })
  })

  it('not so a desk that was never connected, or that ended the connection', () => {
    expect(refused(left, reconnection(left, 'desk-b'))?.code).toBe('not_connected')
    expect(refused(ended, reconnection(ended, 'desk-a'))?.code).toBe('desk_ended_connection')
  })

  it('leaving during the notice does not undo it', () => {
    const early = done(ending, goingBack(ending, after(DAY)))

    expect(refused(early, reconnection(early, 'desk-a'))?.code).toBe('desk_ended_connection')
  })

  it('a new code of that desk makes good again', () => {
    const again = done(ended, activation(ended, 'desk-a', after(40 * DAY)))

    expect(refused(again, activation(again, 'desk-a'))?.code).toBe('already_connected')
    expect(done(again, goingBack(again)).former).toMatchObject([{ deskId: 'desk-a', endedByDesk: false }])
  })
})

describe('C5 a connection that the desk ends', () => {
  it('lives until the notice period is over', () => {
    expect(ending.live?.endsAt).toEqual(after(30 * DAY))
    expect(refused(ending, { type: 'noticeIsOver', at: after(30 * DAY - 1) })?.code).toBe('not_yet_due')
    expect(ended.live).toBeNull()
  })

  it('is ended only once', () => {
    expect(refused(ending, notice)?.code).toBe('connection_ending')
    expect(refused(portal, notice)?.code).toBe('not_connected')
  })

  it('ends at once without a notice period', () => {
    expect(done(atDesk, { ...notice, noticeDays: 0 })).toMatchObject({ live: null, former: [{ endedByDesk: true }] })
  })

  it('ends at its date also when the wake-up comes late', () => {
    const events = decideConnection(ending, activation(ending, 'desk-b', after(31 * DAY)))

    expect(events).toMatchObject([
      { type: 'connection.ended', reason: 'desk_ended', at: after(30 * DAY) },
      { type: 'connection.made', deskId: 'desk-b', at: after(31 * DAY) },
    ])
  })
})

describe('C5 uninstalling', () => {
  it('ends the connection at once, and says nothing where there is none', () => {
    expect(decideConnection(atDesk, uninstall)).toMatchObject([{ type: 'connection.ended', reason: 'uninstalled' }])
    expect(decideConnection(portal, uninstall)).toEqual([])
  })
})

describe('E3 whose tickets are locked', () => {
  it.each([
    ['a partner is connected', portal, activation(portal, 'desk-a'), 'standard', 'partner_connected', 'desk-a'],
    ['back to standard', atDesk, goingBack(atDesk), 'desk-a', 'left_desk', 'standard'],
    ['from partner to partner', atDesk, activation(atDesk, 'desk-b'), 'desk-a', 'left_desk', 'desk-b'],
    ['uninstalled', atDesk, uninstall, 'desk-a', 'uninstalled', 'standard'],
    ['the notice is over', ending, { type: 'noticeIsOver', at: after(30 * DAY) }, 'desk-a', 'desk_ended', 'standard'],
  ] as const)('%s', (_title, before, command, deskId, reason, unlocked) => {
    expect(locks(before, command)).toEqual({ lock: [{ deskId, reason }], unlock: [unlocked] })
  })

  it('a notice locks nothing yet', () => {
    expect(locks(atDesk, notice)).toEqual({ lock: [], unlock: [] })
  })

  it('a server without a standard desk has only the partner’s to lock', () => {
    const events = decideConnection(atDesk, goingBack(atDesk))

    expect(ticketLocks(atDesk, events, null)).toEqual({ lock: [{ deskId: 'desk-a', reason: 'left_desk' }], unlock: [] })
  })

  it('after any story exactly the answering desk is unlocked', () => {
    const step = fc.constantFrom('desk-a', 'desk-b', 'again-a', 'again-b', 'back', 'notice', 'uninstall')
    fc.assert(
      fc.property(fc.array(fc.tuple(step, fc.integer({ min: 0, max: 20 * DAY })), { maxLength: 25 }), (steps) => {
        let support = portal
        let now = start.getTime()
        const locked = new Set(['desk-a', 'desk-b'])
        for (const [name, delay] of steps) {
          now += delay
          const events = attempted(support, named(support, name, new Date(now)))
          const changes = ticketLocks(support, events, 'standard')
          for (const { deskId } of changes.lock) locked.add(deskId)
          for (const deskId of changes.unlock) locked.delete(deskId)
          support = events.reduce(evolveConnection, support)

          expect(['standard', 'desk-a', 'desk-b'].filter((deskId) => !locked.has(deskId))).toEqual([
            support.live?.deskId ?? 'standard',
          ])
        }
      }),
    )
  })
})

function locks(before: PortalSupport, command: ConnectionCommand) {
  return ticketLocks(before, decideConnection(before, command), 'standard')
}

function named(support: PortalSupport, name: string, at: Date): ConnectionCommand {
  switch (name) {
    case 'again-a':
      return reconnection(support, 'desk-a', at)
    case 'again-b':
      return reconnection(support, 'desk-b', at)
    case 'back':
      return goingBack(support, at)
    case 'notice':
      return { ...notice, at }
    case 'uninstall':
      return { ...uninstall, at }
    default:
      return activation(support, name, at)
  }
}

function attempted(support: PortalSupport, command: ConnectionCommand) {
  try {
    return decideConnection(support, command)
  } catch (error) {
    if (error instanceof Refusal) return []
    throw error
  }
}
