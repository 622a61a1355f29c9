import { beforeEach, describe, expect, it, vi } from 'vitest'
import MonitoringPage from '#app/monitoring/MonitoringPage.vue'
import type { Monitoring } from '#contract/monitoring/types.ts'
import { deskMe } from '../factories.ts'
import {
  allByRole,
  byLabel,
  byRole,
  click,
  goOnline,
  links,
  mountInApp,
  server,
  settle,
  signIn,
  textOf,
  type,
} from '../harness.ts'
import { aComponent, monitoringOf } from './factories.ts'

const page = () => document.body.textContent ?? ''
const address = 'https://opora.example/hook/v1/aSecretThatIsShownOnce'

async function show(monitoring: Monitoring = monitoringOf()): Promise<void> {
  server.on('readMonitoring', () => monitoring)
  server.on('listConnections', () => ({ connections: [] }))
  mountInApp(MonitoringPage)
  await settle()
}

async function openDialog(name: string | RegExp): Promise<void> {
  await click(byRole('button', name))
  await vi.dynamicImportSettled()
  await settle()
}

describe('D3 the page on which a desk has something watched', () => {
  beforeEach(() => signIn(deskMe()))

  it('says what is missing before the server is asked, then adds one and shows its address once', async () => {
    await show()
    expect(page()).toContain('Пока ни за чем не следим')
    await openDialog('Добавить компонент')
    await type(byLabel(/^Открыть сбой через/), '500')
    await click(byRole('button', 'Добавить компонент'))
    expect(page()).toContain('Назовите компонент хотя бы на одном языке.')
    expect(page()).toContain('Целое число от 0 до 120.')
    expect(server.asked('addComponent')).toEqual([])

    server.on('addComponent', () => ({ monitoring: monitoringOf({ components: [aComponent()] }), shown: address }))
    await type(byLabel(/^Название/), 'Почта')
    await type(byLabel(/^Открыть сбой через/), '3')
    await click(byRole('button', 'Добавить компонент'))
    expect(server.asked('addComponent')).toMatchObject([
      { title: { ru: 'Почта', uk: '', en: '' }, openAfter: 3, closeAfter: 5, isPublic: true },
    ])
    expect(document.querySelector('output')?.textContent).toBe(address)

    await click(byRole('button', 'Готово'))
    expect(page()).not.toContain('aSecretThatIsShownOnce')
    expect(page()).toContain('Работает')
  })

  it('changes one from the revision that was read; what a colleague has changed meanwhile is not passed over', async () => {
    const component = aComponent()
    await show(monitoringOf({ components: [component] }))
    server.refuse('changeComponent', 'component_stale')
    await openDialog('Изменить «Почта»')
    await type(byLabel(/^Закрыть через/), '10')
    await click(byRole('button', 'Сохранить'))

    expect(server.asked('changeComponent')).toMatchObject([
      { componentId: component.componentId, revision: 3, closeAfter: 10 },
    ])
    expect(allByRole('dialog')).toHaveLength(1)
    expect(allByRole('alert').map(textOf).join('')).not.toBe('')
  })

  it('asks before an address is replaced, a signature asked for, or one is removed', async () => {
    const component = aComponent({ isSigned: true })
    await show(monitoringOf({ components: [component] }))
    server.on('rotateComponent', () => ({ monitoring: monitoringOf({ components: [component] }), shown: address }))
    await click(byRole('button', 'Новый адрес для «Почта»'))
    expect(page()).toContain('Прежний адрес перестанет работать сразу')
    expect(server.asked('rotateComponent')).toEqual([])
    await click(byRole('button', 'Да'))
    expect(server.asked('rotateComponent')).toEqual([{ componentId: component.componentId, what: 'address' }])
    expect(page()).toContain(address)
    await click(byRole('button', 'Готово'))

    server.on('removeComponent', () => monitoringOf())
    await click(byRole('button', 'Удалить «Почта»'))
    await click(byRole('button', 'Удалить'))
    expect(server.asked('removeComponent')).toEqual([{ componentId: component.componentId }])
    expect(page()).toContain('Компонент «Почта» удалён')
  })

  it('shows what was not understood as it came, and that nobody has ended an incident for hours', async () => {
    const at = '2026-11-22T08:00:00.000Z'
    const incident = { openedAt: at, isUnstable: false, isAsked: true }
    const signals = [{ at, shape: 'unknown' as const, firing: 0, resolved: 0, text: '<b>disk full</b>' }]
    await show(monitoringOf({ components: [aComponent({ state: 'down', incident, signals })] }))
    expect(page()).toContain('Дольше шести часов без сигнала')
    expect(page()).toContain('<b>disk full</b>')
  })

  it('adds the server itself, for which there is no address to show or to change', async () => {
    const own = aComponent({ source: 'own', title: { ru: 'Opora', uk: '', en: '' } })
    await show()
    await openDialog('Добавить компонент')
    await click(byLabel('Сам сервер Opora'))
    expect(page()).toContain('Раз в минуту сервер проверяет базу данных')
    await type(byLabel(/^Название/), 'Opora')
    server.on('addComponent', () => ({ monitoring: monitoringOf({ components: [own] }), shown: null }))
    await click(byRole('button', 'Добавить компонент'))

    expect(server.asked('addComponent')).toMatchObject([{ source: 'own' }])
    expect(page()).toContain('Компонент «Opora» добавлен')
    expect(document.querySelector('output')).toBeNull()
    expect(page()).toContain('Сервер следит за собой сам')
    expect(allByRole('button', /Новый адрес|Требовать подпись/)).toEqual([])
  })

  it('is read again when a monitor has called', async () => {
    links().token.keep('t')
    const socket = goOnline()
    await show(monitoringOf({ components: [aComponent()] }))
    server.on('readMonitoring', () => monitoringOf({ components: [aComponent({ state: 'down' })] }))
    socket.push({ type: 'changed', what: 'monitoring' })
    await settle()
    expect(page()).toContain('Сбой')
  })

  it('that cannot be read says so and can be asked again', async () => {
    server.refuse('readMonitoring', 'internal')
    mountInApp(MonitoringPage)
    await settle()
    expect(page()).not.toContain('Пока ни за чем не следим')
    server.on('readMonitoring', () => monitoringOf())
    await click(byRole('button', /Повторить|Попробовать/))
    expect(page()).toContain('Пока ни за чем не следим')
  })
})

describe('D3 the public page, on the page of monitoring', () => {
  beforeEach(() => signIn(deskMe()))

  it('is opened by the owner under a name that may stand in an address, and closed again', async () => {
    await show()
    await type(byLabel(/^Имя в адресе/), 'Моя')
    await click(byRole('button', 'Открыть страницу'))
    expect(page()).toContain('Только строчные латинские буквы')
    expect(server.asked('setStatusPage')).toEqual([])

    server.refuse('setStatusPage', 'slug_taken')
    await type(byLabel(/^Имя в адресе/), 'vector')
    await click(byRole('button', 'Открыть страницу'))
    expect(allByRole('alert').map(textOf).join('')).not.toBe('')

    server.on('setStatusPage', () => monitoringOf({ slug: 'vector' }))
    await click(byRole('button', 'Открыть страницу'))
    expect(byRole('link', 'https://opora.example/status/vector').getAttribute('href')).toBe(
      'https://opora.example/status/vector',
    )
    server.on('setStatusPage', () => monitoringOf())
    await click(byRole('button', 'Закрыть страницу'))
    expect(server.asked('setStatusPage').at(-1)).toEqual({ slug: null })
  })

  it('is for a lead to read only', async () => {
    await show(monitoringOf({ canSetStatusPage: false }))
    expect(page()).toContain('Страницы нет. Открыть её может владелец.')
    expect(allByRole('button', /страницу/)).toEqual([])
  })
})
