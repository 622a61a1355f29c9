import fc from 'fast-check'
import { expect } from 'vitest'
import { markInstalled } from '#server/portals/portals.commands.ts'
import { noticeIsOver, portalInstalledAgain, portalUninstalled } from '#server/connections/connection.commands.ts'
import { enter } from './quickPortals.ts'
import { activationOf, connect, leave, portalOf, type Model } from './supportModel.ts'
import {
  deskNames,
  desksOf,
  liveConnectionOf,
  noteOf,
  portalNames,
  portalsOf,
  stateOf,
  switchDeps,
  tryCode,
  writeTicket,
  type Real,
} from './supportScene.ts'

type Command = fc.AsyncCommand<Model, Real>

const command = (name: string, check: (model: Model) => boolean, run: Command['run']): Command => ({
  check,
  run,
  toString: () => name,
})

function issue(desk: string, portal: string | null, uses: number): Command {
  return command(
    `${desk} issues for ${portal ?? 'anybody'}, ${uses} uses`,
    () => true,
    async (model, real) => {
      const named = portal === null ? {} : { portal: portalsOf(real, portal).domain }
      const terms = { maxUses: uses, expiresInDays: 30, clientStatus: 1, note: noteOf(real, desk), ...named }
      const { code, view } = await real.world.call('issueCode', terms, desksOf(real, desk).token)
      real.codes.push({ code, codeId: view.codeId })
      model.codes.push({ desk, portal, uses: portal === null ? uses : 1, used: 0, isRevoked: false })
    },
  )
}

function activate(portal: string, index: number): Command {
  return command(
    `${portal} activates code ${index}`,
    (model) => model.codes.length > 0,
    async (model, real) => {
      const known = model.codes[index % model.codes.length]
      const issued = real.codes[index % real.codes.length]
      if (known === undefined || issued === undefined) throw new Error('no such code')
      const expected = activationOf(model, portal, known)

      expect(await tryCode(real, portal, issued.code)).toBe(expected)

      if (expected !== 'taken') return
      known.used += 1
      connect(model, portal, known.desk)
      await writeTicket(real, portal, known.desk)
    },
  )
}

function revoke(desk: string, index: number): Command {
  return command(
    `${desk} revokes code ${index}`,
    (model) => model.codes.length > 0,
    async (model, real) => {
      const known = model.codes[index % model.codes.length]
      const codeId = real.codes[index % real.codes.length]?.codeId ?? ''
      const isOwn = known?.desk === desk

      const answer = await real.world.ask('revokeCode', { codeId }, desksOf(real, desk).token)

      expect(answer.ok ? 'revoked' : answer.code).toBe(isOwn ? 'revoked' : 'not_found')
      if (isOwn) known.isRevoked = true
    },
  )
}

function end(desk: string, portal: string): Command {
  return command(
    `${desk} ends the connection of ${portal}`,
    (model) => portalOf(model, portal).live !== null,
    async (model, real) => {
      const { live } = portalOf(model, portal)
      const own = live?.isEnding === true ? 'connection_ending' : 'ending'
      const expected = live?.desk === desk ? own : 'not_found'

      const connectionId = await liveConnectionOf(real, portalsOf(real, portal).memberId)
      const answer = await real.world.ask('endConnection', { connectionId }, desksOf(real, desk).token)

      expect(answer.ok ? 'ending' : answer.code).toBe(expected)
      if (live !== null && expected === 'ending') live.isEnding = true
    },
  )
}

function noticeEnds(portal: string): Command {
  return command(
    `the notice of ${portal} is over`,
    (model) => portalOf(model, portal).live?.isEnding === true,
    async (model, real) => {
      const later = new Date(Date.now() + 400 * 86_400_000)
      await real.world.transaction((unit) => noticeIsOver(unit, switchDeps, portalsOf(real, portal).memberId), later)
      leave(portalOf(model, portal))
    },
  )
}

function goBack(portal: string): Command {
  return command(
    `${portal} goes back`,
    () => true,
    async (model, real) => {
      const known = portalOf(model, portal)
      const connected = known.live === null ? 'not_connected' : 'left'

      const { token } = portalsOf(real, portal)
      const stateToken = await stateOf(real, token)
      const answer = await real.world.ask('returnToStandard', { stateToken }, token)

      expect(answer.ok ? 'left' : answer.code).toBe(known.isInstalled ? connected : 'portal_not_installed')
      if (known.isInstalled) leave(known)
    },
  )
}

function reconnect(portal: string, desk: string): Command {
  return command(
    `${portal} connects ${desk} again`,
    () => true,
    async (model, real) => {
      const known = portalOf(model, portal)
      const left = known.former[desk]
      const unless = { 'by desk': 'desk_ended_connection', 'by client': 'connected' }
      const former = left === undefined ? 'not_connected' : unless[left]
      const expected = known.live?.desk === desk ? 'already_connected' : former

      const { token } = portalsOf(real, portal)
      const stateToken = await stateOf(real, token)
      const { deskId } = desksOf(real, desk)
      const answer = await real.world.ask('reconnectDesk', { deskId, stateToken }, token)

      expect(answer.ok ? 'connected' : answer.code).toBe(known.isInstalled ? expected : 'portal_not_installed')
      if (!known.isInstalled || expected !== 'connected') return
      connect(model, portal, desk)
      await writeTicket(real, portal, desk)
    },
  )
}

function uninstall(portal: string): Command {
  return command(
    `${portal} takes the app away`,
    (model) => portalOf(model, portal).isInstalled,
    async (model, real) => {
      const { memberId } = portalsOf(real, portal)
      await real.world.transaction((unit) => portalUninstalled(unit, switchDeps, memberId, false))
      leave(portalOf(model, portal))
      portalOf(model, portal).isInstalled = false
    },
  )
}

function installAgain(portal: string): Command {
  return command(
    `${portal} installs again`,
    (model) => !portalOf(model, portal).isInstalled,
    async (model, real) => {
      const { world } = real
      const { memberId } = portalsOf(real, portal)
      await world.transaction(async (unit) => {
        await markInstalled(unit, memberId, null)
        await portalInstalledAgain(unit, switchDeps, memberId)
      })
      real.portals.set(portal, await enter(real.place, memberId))
      portalOf(model, portal).isInstalled = true
    },
  )
}

const portal = fc.constantFrom(...portalNames)
const desk = fc.constantFrom(...deskNames)
const index = fc.nat({ max: 7 })

/** Whatever anybody may try, right or wrong; what connects comes more often, or there would be little to part. */
export const anyCommands = fc.commands(
  [
    fc.tuple(desk, fc.option(portal, { freq: 1 }), fc.integer({ min: 1, max: 3 })).map((given) => issue(...given)),
    ...[1, 2, 3].map(() => fc.tuple(portal, index).map((given) => activate(...given))),
    fc.tuple(desk, index).map((given) => revoke(...given)),
    ...[1, 2].map(() => fc.tuple(desk, portal).map((given) => end(...given))),
    portal.map(noticeEnds),
    portal.map(goBack),
    fc.tuple(portal, desk).map((given) => reconnect(...given)),
    portal.map(uninstall),
    portal.map(installAgain),
  ],
  { maxCommands: 30, size: 'max' },
)

/** What there is to do at least once: chance alone leaves something out now and then. */
export const oneOfEach: readonly Command[] = [
  issue('x', null, 3),
  activate('a', 0),
  revoke('x', 0),
  end('x', 'a'),
  noticeEnds('a'),
  uninstall('b'),
  installAgain('b'),
]
