import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refusalStatus } from '#contract/refusals.ts'
import { newId } from '#test/support/world.ts'
import { expectedOf } from '../../platform/http/accessLetters.ts'
import { accessTable } from '../../platform/http/accessTable.ts'
import { roles, startSituation, type Situation } from '../../situation.ts'
import { idIn, uploader } from './fileScene.ts'

let situation: Situation
beforeAll(async () => {
  situation = await startSituation()
}, 120_000)
afterAll(() => situation.world.stop())

const places = ['partner', 'standard', 'bureau'] as const

/** Who may read a ticket may send a file for it, and nobody else learns that it is there. */
describe.each(places)('an upload for a ticket at %s', (place) => {
  it.each(roles)('by %s', async (role) => {
    const row = accessTable.readTicket
    const outcome = expectedOf(typeof row === 'string' ? row : row[place]).get(role) ?? 'taken'
    const to = uploader(situation.world, situation.tokens[role])
    const begun = await to.begin('a.txt', 3, situation.tickets[place].ticketId)
    const wanted = outcome === 'taken' ? { status: 201, code: null } : { status: refusalStatus[outcome], code: outcome }
    expect(begun).toMatchObject(wanted)
    await to.drop(idIn(begun.headers))
  })
})

describe('an upload that is not theirs', () => {
  it.each(roles.filter((role) => role !== 'integrator'))('does not exist for %s', async (role) => {
    const { world, tokens, tickets } = situation
    const own = uploader(world, tokens.integrator)
    const fileId = idIn((await own.begin('a.txt', 3, tickets.partner.ticketId)).headers)
    const to = uploader(world, tokens[role])
    // One that never was answers alike, word for word.
    const unknown = newId()
    for (const [ask, same] of [
      [await to.state(fileId), await to.state(unknown)],
      [await to.part(fileId, 0, Buffer.from('abc')), await to.part(unknown, 0, Buffer.from('abc'))],
      [await to.drop(fileId), await to.drop(unknown)],
    ]) {
      expect(ask?.status).toBeGreaterThanOrEqual(400)
      expect([ask?.status, ask?.code]).toEqual([same?.status, same?.code])
    }
    expect((await own.state(fileId)).headers.get('upload-offset')).toBe('0')
    expect((await own.drop(fileId)).status).toBe(204)
  })
})
