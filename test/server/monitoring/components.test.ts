import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mostComponents } from '#contract/monitoring/types.ts'
import { newId } from '#test/support/world.ts'
import { startScene, type Scene } from '../tickets/scene.ts'
import { component } from './watched.ts'

let scene: Scene
let standardOwner: string
beforeAll(async () => {
  scene = await startScene()
  standardOwner = await scene.world.enter('standard', 1)
}, 60_000)
afterAll(() => scene.world.stop())

describe('D3 what is watched', () => {
  it('is added once by its id, changed by whoever has read it, and removed', async () => {
    const { world, owner } = scene
    const input = component({ title: { ru: '', uk: 'Пошта', en: '' } })
    const first = await world.call('addComponent', input, owner)
    const second = await world.call('addComponent', input, owner)
    expect(first.shown).toMatch(/^http.*\/hook\/v1\/[\w-]{43}$/)
    expect(second.shown).toBeNull()
    expect(second.monitoring.components.map(({ state, since }) => [state, since])).toEqual([['unknown', null]])

    const change = { ...input, revision: 1, openAfter: 10 }
    expect(await world.ask('changeComponent', change, owner)).toMatchObject({ ok: true })
    expect(await world.ask('changeComponent', change, owner)).toMatchObject({ code: 'component_stale', status: 409 })
    const { componentId } = input
    const { components } = await world.call('readMonitoring', {}, owner)
    expect(components).toMatchObject([{ revision: 2, openAfter: 10 }])
    expect((await world.call('removeComponent', { componentId }, owner)).components).toEqual([])
    expect((await world.call('removeComponent', { componentId }, owner)).components).toEqual([])
  })

  it('does not exist for another desk', async () => {
    const { world, owner } = scene
    const input = component()
    await world.call('addComponent', input, owner)
    const { componentId } = input
    const asked = [
      world.ask('addComponent', input, standardOwner),
      world.ask('changeComponent', { ...input, revision: 1 }, standardOwner),
      world.ask('rotateComponent', { componentId, what: 'address' }, standardOwner),
      world.ask('removeComponent', { componentId }, standardOwner),
    ]
    for (const answer of await Promise.all(asked)) expect(answer).toMatchObject({ code: 'not_found', status: 404 })
    expect((await world.call('readMonitoring', {}, standardOwner)).components).toEqual([])
    await world.call('removeComponent', { componentId }, owner)
  })

  it('has a name, and is no more than a desk may have, also of many who add at once', async () => {
    const { world, owner } = scene
    const nameless = component({ title: { ru: ' ', uk: '', en: '' } })
    expect(await world.ask('addComponent', nameless, owner)).toMatchObject({ code: 'invalid_input' })
    const many = Array.from({ length: mostComponents + 3 }, () => world.ask('addComponent', component(), owner))
    const answers = await Promise.all(many)
    expect(answers.filter(({ ok }) => ok)).toHaveLength(mostComponents)
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ code: 'too_many_components', status: 409 })
    const { components } = await world.call('readMonitoring', {}, owner)
    for (const { componentId } of components) await world.call('removeComponent', { componentId }, owner)
  })

  it('is in the owner’s log, its keys among what concerns access', async () => {
    const { world, owner } = scene
    const input = component()
    await world.call('addComponent', input, owner)
    await world.call('rotateComponent', { componentId: input.componentId, what: 'secret' }, owner)
    const { entries } = await world.call('listAudit', { kinds: ['settings', 'access'], limit: 2 }, owner)
    expect(entries.map(({ type, facts }) => [type, facts])).toEqual([
      [
        'component.rotated',
        [
          { name: 'component', value: 'Почта' },
          { name: 'rotated', value: 'secret' },
        ],
      ],
      ['component.added', [{ name: 'component', value: 'Почта' }]],
    ])
  })
})

describe('D3 the public page', () => {
  it('has a name that no other desk has, and none that would pass for ours; the owner alone opens it', async () => {
    const { world, owner, agent } = scene
    expect((await world.call('setStatusPage', { slug: 'alpha' }, owner)).slug).toBe('alpha')
    expect(await world.ask('setStatusPage', { slug: 'alpha' }, standardOwner)).toMatchObject({ code: 'slug_taken' })
    expect(await world.ask('setStatusPage', { slug: 'bitrix24' }, owner)).toMatchObject({ code: 'slug_refused' })
    expect(await world.ask('setStatusPage', { slug: 'Alpha' }, owner)).toMatchObject({ code: 'invalid_input' })
    expect(await world.ask('setStatusPage', { slug: 'a'.repeat(41) }, owner)).toMatchObject({ code: 'invalid_input' })
    expect(await world.ask('setStatusPage', { slug: null }, agent)).toMatchObject({ ok: false })
    const both = await Promise.all(
      [owner, standardOwner].map((token) => world.ask('setStatusPage', { slug: 'both' }, token)),
    )
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    for (const token of [owner, standardOwner]) await world.call('setStatusPage', { slug: null }, token)
    expect((await world.call('readMonitoring', {}, owner)).slug).toBeNull()
  })
})

it('D3 an id that is none is refused', async () => {
  const { world, owner } = scene
  expect(await world.ask('rotateComponent', { componentId: newId(), what: 'secret' }, owner)).toMatchObject({
    code: 'not_found',
  })
  expect(await world.ask('rotateComponent', { componentId: newId(), what: 'all' }, owner)).toMatchObject({
    code: 'invalid_input',
  })
})
