import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { marina, startFactsScene, timur, type FactsScene } from './factsScene.ts'

let scene: FactsScene
beforeAll(async () => {
  scene = await startFactsScene()
}, 60_000)
afterAll(() => scene.end())
/** Each test an hour and more after the one before. */
beforeEach(() => scene.passed(25))

const wrong = 'Код не подошёл'
const checked = 'Если имя, должность и почта совпадают'
const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
const lettersTo = (address: string) => scene.smtp.mails.filter(({ to }) => to === address)
const own = (token: string) => scene.world.call('readMessengers', {}, token)

describe('I2 three facts and a code', () => {
  it('prove who writes; then it is a ticket', async () => {
    const first = await scene.write(601, 'Не печатает принтер')
    expect(first).toContain('пока не знаем, кто вы')
    const offered = scene.telegram.sent.filter(({ chatId }) => chatId === 601).at(-1)?.buttons
    expect(offered).toEqual([{ text: 'Представиться здесь', callback_data: 'who:begin' }])

    expect(await scene.name(601, marina)).toContain(checked)
    const [code = ''] = scene.codes(marina[2])
    expect(code).toMatch(/^\d{6}$/)
    const [letter] = lettersTo(marina[2])
    expect(letter?.subject).not.toContain(code)
    expect(await scene.tickets()).toEqual([])

    expect(await scene.write(601, other(code))).toContain(wrong)
    expect(await scene.write(601, ` ${code.slice(0, 3)} ${code.slice(3)} `)).toContain('Спасибо, Марина Калинина')
    await scene.write(601, 'Не печатает принтер')
    expect(await scene.tickets()).toMatchObject([{ subject: 'Не печатает принтер' }])
    expect((await own(scene.admin)).joined).toMatchObject([{ channel: 'telegram' }])
    const { entries } = await scene.world.call('listAudit', { limit: 50 }, scene.owner)
    expect(entries.filter(({ type }) => type === 'messenger.joined')).toHaveLength(1)
  })

  it('forgive order, case and ё; an integrator who was named proves themselves, too', async () => {
    expect(await scene.name(602, timur)).toContain(checked)
    const code = scene.codes(timur[2]).at(-1) ?? ''
    expect(await scene.write(602, `код: ${code}`)).toContain('Спасибо, Тимур Ахметшин')
  })

  it('that fit nobody are answered with the same words, code or no code, and no letter goes out', async () => {
    const [name, position, email] = marina
    const strangers = [
      ['Марина Иванова', position, email],
      [name, 'Бухгалтер', email],
      [name, position, 'nobody@portal.example'],
      // Active, but neither an admin nor named: may not write at all (E2).
      ['Наталья Зуева', 'Бухгалтер', 'user4@portal.example'],
    ] as const
    const letters = scene.smtp.mails.length
    const right = await scene.name(610, marina)
    expect(scene.smtp.mails).toHaveLength(letters + 1)
    for (const [place, facts] of strangers.entries()) {
      const chat = 611 + place
      expect(await scene.name(chat, facts)).toBe(right)
      const answers = [await scene.write(610, '0'), await scene.write(chat, '0')]
      expect(answers[1]).toBe(answers[0])
    }
    expect(scene.smtp.mails).toHaveLength(letters + 1)
    const code = scene.codes(email).at(-1) ?? ''
    const refused: string[] = []
    for (const chat of [610, 611, 612, 613, 614]) refused.push(await scene.write(chat, other(code)))
    expect(new Set(refused).size).toBe(1)
    // Of another chat the right one is as wrong as any.
    for (const chat of [611, 612, 613, 614]) expect(await scene.write(chat, code)).toBe(refused[0])
    expect(await scene.write(610, code)).toContain('Спасибо')
  })

  it('a code fits five tries, ten minutes, once, and until the next one', async () => {
    await scene.name(620, timur)
    const first = scene.codes(timur[2]).at(-1) ?? ''
    for (let time = 0; time < 5; time += 1) expect(await scene.write(620, other(first))).toContain(wrong)
    expect(await scene.write(620, first)).toContain(wrong)

    await scene.passed(2)
    await scene.name(620, timur)
    const second = scene.codes(timur[2]).at(-1) ?? ''
    await scene.run(`update identification_codes set expires_at = now() where external_id = '620'`)
    expect(await scene.write(620, second)).toContain(wrong)

    await scene.passed(2)
    await scene.name(620, timur)
    const third = scene.codes(timur[2]).at(-1) ?? ''
    await scene.passed(2)
    await scene.name(621, timur)
    const fourth = scene.codes(timur[2]).at(-1) ?? ''
    expect(fourth).not.toBe('')
    expect(await scene.write(620, third)).toContain(wrong)
    expect(await scene.write(621, fourth)).toContain('Спасибо')
    // What was used is an ordinary message by now.
    await scene.write(621, fourth)
    expect(JSON.stringify(await scene.tickets())).toContain(fourth)
  })

  it('an address gets no more than three codes an hour, whoever asks; a chat names somebody three times', async () => {
    const letters = lettersTo(marina[2]).length
    for (const chat of [630, 631, 632, 633, 634]) {
      await scene.name(chat, marina)
      await scene.run(`update identification_codes set issued_at = issued_at - interval '2 minutes'`)
    }
    expect(lettersTo(marina[2])).toHaveLength(letters + 3)
    for (let time = 0; time < 3; time += 1) await scene.name(635, ['Кто То', 'Никто', 'who@nowhere.example'])
    await scene.name(635, [])
    expect(scene.newest(635)).toContain('три раза за час')
  })

  it('what is no fact is asked for again; the code is kept nowhere', async () => {
    await scene.name(640, ['Марина Калинина'])
    expect(await scene.write(640, '   Директор ')).toContain('адрес почты')
    expect(await scene.write(640, 'нет почты')).toContain('не похоже на адрес')
    expect(await scene.write(640, marina[2].toUpperCase())).toContain(checked)
    expect(await scene.write(640, 'какой код?')).toContain('нужен код из письма')
    const code = scene.codes(marina[2]).at(-1) ?? ''
    const kept = await scene.run(
      `select row_to_json(c)::text from identification_codes c union all select row_to_json(o)::text from channel_outbox o
       union all select payload::text from graphile_worker._private_jobs union all select row_to_json(m)::text from mails m`,
    )
    expect(code).toMatch(/^\d{6}$/)
    expect(JSON.stringify(kept)).not.toContain(code)
    expect(scene.world.logText()).not.toContain(code)
  })

  it('a mail server that takes nothing now gets another code later', async () => {
    scene.smtp.be({ is: 'refuses', code: 451 })
    const before = scene.codes(timur[2]).length
    await scene.name(650, timur).catch(() => '')
    expect(scene.codes(timur[2])).toHaveLength(before)
    scene.smtp.be({ is: 'takes' })
    await scene.run(`update graphile_worker._private_jobs set run_at = now()`)
    await scene.settle()
    expect(scene.codes(timur[2])).toHaveLength(before + 1)
    expect(await scene.write(650, scene.codes(timur[2]).at(-1) ?? '')).toContain('Спасибо')
  })

  it('whoever is dismissed, or gets another address, writes no more; P8 a silent portal proves nobody', async () => {
    const { world } = scene
    await scene.name(660, timur)
    await scene.write(660, scene.codes(timur[2]).at(-1) ?? '')
    await scene.write(660, '/new Пишет Тимур')
    expect(JSON.stringify(await scene.tickets())).toContain('Пишет Тимур')
    const stale = () => scene.run(`update people_accounts set checked_at = now() - interval '25 hours'`)

    world.sandbox.inject.failure('client', { method: 'user.get', times: 50, status: 503, error: 'ERROR' })
    await stale()
    await scene.write(660, '/new Портал молчит')
    expect(JSON.stringify(await scene.tickets())).not.toContain('Портал молчит')
    world.sandbox.inject.clear()
    await scene.write(660, '/new Портал ответил')
    expect(JSON.stringify(await scene.tickets())).toContain('Портал ответил')

    world.sandbox.changeUser('client', 3, { email: 'timur@other.example' })
    await stale()
    await scene.write(660, '/new Другой адрес')
    expect(JSON.stringify(await scene.tickets())).not.toContain('Другой адрес')
    expect(await scene.write(660, 'Кто я теперь')).toContain('пока не знаем, кто вы')

    await scene.passed(25)
    await scene.name(661, marina)
    await scene.write(661, scene.codes(marina[2]).at(-1) ?? '')
    world.sandbox.changeUser('client', 1, { isActive: false })
    await stale()
    await scene.write(661, '/new Уволена')
    expect(JSON.stringify(await scene.tickets())).not.toContain('Уволена')
  })
})
