import { describe, expect, it } from 'vitest'
import LettersPage from '#app/letters/LettersPage.vue'
import NewLetter from '#app/letters/NewLetter.vue'
import LetterThread from '#app/letters/LetterThread.vue'
import ManagerPanel from '#app/managers/ManagerPanel.vue'
import { aMember, aStaff, someone } from '../deskFactories.ts'
import { ids, meOf } from '../factories.ts'
import { byRole, click, server, settle, type } from '../harness.ts'
import { isThere, openPage, wholePage } from '../page.ts'
import { aLetter, aLetterView, letterId } from './factories.ts'

const terms = { deskName: 'Интегратор Плюс', manager: null, dueAt: '2026-11-23T13:00:00.000Z' }

describe('T11 letters as those who lead the desk see them', () => {
  it('says that none wait, and asks for the answered ones', async () => {
    await openPage(LettersPage, {
      me: someone('lead'),
      props: { letterId: '' },
      answers: { listLetters: () => ({ letters: [], nextCursor: null }) },
    })
    const before = wholePage()
    await click(byRole('radio', 'Отвечены'))
    await settle()

    expect(before).toContain('Писем, которые ждут, нет.')
    expect(server.asked('listLetters').at(-1)).toMatchObject({ filter: 'answered' })
    expect(wholePage()).toContain('Отвеченных писем ещё нет.')
  })

  it('shows what is late, by whom, and until when it was promised', async () => {
    const letters = [aLetter({ isOverdue: true, ticket: { ticketId: ids.ticket, number: 'OP-7' } })]
    await openPage(LettersPage, {
      me: someone('lead'),
      props: { letterId: '' },
      answers: { listLetters: () => ({ letters, nextCursor: null }) },
    })

    expect(wholePage()).toMatch(/ООО «Ромашка».*срочное.*просрочено/s)
    expect(wholePage()).toContain('Обращение OP-7')
    expect(wholePage()).toContain('Ответ обещан до')
  })

  it('answers in the thread, and confirms feedback without an answer', async () => {
    await openPage(LetterThread, {
      me: someone('lead'),
      props: { letterId },
      answers: {
        readLetter: () => aLetterView({ canConfirm: true, letter: aLetter({ kind: 'feedback', dueAt: null }) }),
        sendLetterMessage: () => aLetterView({ letter: aLetter({ status: 'answered', dueAt: null }) }),
        confirmLetter: () => aLetterView({ letter: aLetter({ status: 'read', dueAt: null }) }),
      },
    })
    await type(byRole('textbox', 'Ваш ответ'), 'Разбираемся')
    await click(byRole('button', 'Ответить'))
    await settle()
    const sent = wholePage()

    expect(server.asked('sendLetterMessage')).toMatchObject([{ letterId, text: 'Разбираемся' }])
    expect(sent).toContain('есть ответ')
    expect(isThere('button', 'Прочитано')).toBe(false)
  })

  it('is for reading where the client has another desk', async () => {
    await openPage(LetterThread, {
      me: someone('lead'),
      props: { letterId },
      answers: { readLetter: () => aLetterView({ canWrite: false, canConfirm: true }) },
    })

    expect(isThere('textbox', 'Ваш ответ')).toBe(false)
    expect(isThere('button', 'Прочитано')).toBe(true)
    expect(wholePage()).toContain('только для чтения')
  })
})

describe('T11 a client writes a letter', () => {
  const open = (props: Record<string, unknown> = {}) =>
    openPage(NewLetter, {
      me: meOf(),
      props: { terms, ticket: null, toManager: false, ...props },
      answers: {
        writeLetter: () => aLetterView({ side: 'client' }),
        listOwnLetters: () => ({ letters: [], nextCursor: null, terms }),
      },
    })

  it('with the promise before it is sent, and none for feedback', async () => {
    await open()
    const urgent = wholePage()
    await click(byRole('radio', 'Отзыв о работе'))
    await settle()

    expect(urgent).toContain('На срочное письмо ответят до')
    expect(wholePage()).toContain('руководитель подтвердит, что прочитал')
  })

  it('about a ticket; an empty one is not sent', async () => {
    await open({ ticket: { ticketId: ids.ticket, number: 'OP-7' } })
    await click(byRole('button', 'Отправить'))
    await settle()
    const empty = wholePage()
    await type(byRole('textbox', 'Письмо об обращении OP-7'), 'Ускорьте')
    await click(byRole('button', 'Отправить'))
    await settle()

    expect(empty).toContain('Напишите письмо.')
    expect(server.asked('writeLetter')).toMatchObject([
      { kind: 'urgent', text: 'Ускорьте', ticketId: ids.ticket, toManager: false },
    ])
  })

  it('D8 to the personal manager, where there is one', async () => {
    const manager = { userId: 3, name: 'Игорь Белов', photo: null }
    await open({ terms: { ...terms, manager }, toManager: true })
    await type(byRole('textbox', 'Письмо'), 'Здравствуйте')
    await click(byRole('button', 'Отправить'))
    await settle()

    expect(wholePage()).toContain('Вашему менеджеру: Игорь Белов')
    expect(server.asked('writeLetter')).toMatchObject([{ toManager: true }])
  })
})

describe('D8 the personal manager of a client', () => {
  const open = (canChange: boolean) =>
    openPage(ManagerPanel, {
      me: someone('lead'),
      props: { memberId: 'romashka', canChange },
      answers: {
        readManager: () => ({ manager: null }),
        setManager: () => ({ manager: aMember().person }),
        readStaff: () => aStaff(),
      },
    })

  it('is chosen by those who lead, and only shown to the others', async () => {
    await open(false)

    expect(wholePage()).toContain('не назначен')
    expect(isThere('button', 'Назначить')).toBe(false)
  })

  it('is chosen among the desk’s people', async () => {
    await open(true)
    await click(byRole('button', 'Назначить'))
    await settle()
    await click(byRole('button', 'Сохранить'))
    await settle()

    expect(server.asked('setManager')).toEqual([{ memberId: 'romashka', userId: null }])
    expect(wholePage()).toContain(aMember().person.name)
  })
})
