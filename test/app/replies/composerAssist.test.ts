import { fireEvent } from '@testing-library/vue'
import { beforeEach, describe, expect, it } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import ComposerAssist from '#app/replies/ComposerAssist.vue'
import Composer from '#app/tickets/Composer.vue'
import { emptyDraft, mentionedIn } from '#app/tickets/useDraft.ts'
import type { Draft } from '#app/tickets/useDraft.ts'
import type { Mentioned } from '#contract/tickets/types.ts'
import { aDesk } from '../deskFactories.ts'
import { deskMe, viewOf } from '../factories.ts'
import { allByRole, byRole, click, mountPage, press, server, settle, signIn, textOf, type } from '../harness.ts'
import { someReplies } from './factories.ts'

interface Assist {
  field: HTMLTextAreaElement | null
  isNote: boolean
  mention: (person: Mentioned) => void
}

const sent: string[] = []
const draft = ref<Draft>(emptyDraft)

beforeEach(async () => {
  await signIn(deskMe())
  sent.length = 0
  draft.value = emptyDraft
  server.on('readReplies', () => someReplies())
  server.on('readDesk', () => aDesk())
  server.on('readReplyHours', () => ({
    hours: { timeZone: 'Europe/Moscow', spans: [{ from: '09:00', until: '18:00' }] },
  }))
})

async function show(): Promise<HTMLTextAreaElement> {
  const Page = defineComponent(
    () => () =>
      h(
        Composer,
        {
          canNote: true,
          canAsk: true,
          isEditing: false,
          isBusy: false,
          modelValue: draft.value,
          'onUpdate:modelValue': (value: Draft) => (draft.value = value),
          onSend: (value: Draft) => {
            sent.push(value.text)
            draft.value = emptyDraft
          },
        },
        {
          assist: ({ field, isNote, mention }: Assist) =>
            h(ComposerAssist, { view: viewOf({ side: 'desk' }), field, isNote, onMention: mention }),
        },
      ),
  )
  mountPage(Page)
  await settle()
  const field = byRole('textbox', 'Сообщение') as HTMLTextAreaElement
  field.focus()
  return field
}

const options = () => allByRole('option').map((option) => textOf(option))
const chosen = () => allByRole('option').find((option) => option.getAttribute('aria-selected') === 'true')

describe('T8 quick replies in the field', () => {
  it('a slash offers them, with the values of this ticket; what is typed narrows them', async () => {
    const field = await show()
    await type(field, '/')
    expect(options()).toEqual([
      'СпасиболичныйСпасибо, Анна Орлова!',
      'Просьба о логахЗдравствуйте, Анна Орлова! Пришлите логи по обращению OP-1042.',
      'ЧасыМы отвечаем с 09:00 до 18:00 по московскому времени.',
    ])
    expect(field.getAttribute('aria-activedescendant')).toBe(chosen()?.id)

    await type(field, '/ЛОГ')
    expect(options()).toHaveLength(1)
    await type(field, '/ничего')

    expect(options()).toEqual([])
    expect(field.hasAttribute('aria-activedescendant')).toBe(false)
    await press(field, 'Enter')
    expect(sent).toEqual(['/ничего'])
  })

  it.each(['Enter', 'Tab'])(
    'arrows choose and %s puts it in, in the middle of what stands there; nothing is sent',
    async (key) => {
      const field = await show()
      await type(field, 'Добрый день! /')
      await press(field, 'ArrowDown')
      await press(field, 'ArrowUp')
      await press(field, 'ArrowUp')
      expect(chosen()?.textContent).toContain('Часы')
      await press(field, key)

      expect(draft.value.text).toBe('Добрый день! Мы отвечаем с 09:00 до 18:00 по московскому времени.')
      expect(sent).toEqual([])
      expect(options()).toEqual([])
    },
  )

  it('Escape closes it and costs nothing; it stays closed until another sign is typed', async () => {
    const field = await show()
    await type(field, '/с')
    await press(field, 'Escape')
    expect(options()).toEqual([])
    expect(draft.value.text).toBe('/с')
    await press(field, 'п')
    expect(draft.value.text).toBe('/сп')
    expect(options()).toEqual([])

    await type(field, '/сп и /сп')
    expect(options()).toHaveLength(1)
  })

  it('a path stays a path: Enter sends it', async () => {
    const field = await show()
    await type(field, '/etc/hosts')
    expect(options()).toEqual([])
    await press(field, 'Enter')

    expect(sent).toEqual(['/etc/hosts'])
  })

  it('keys that belong to the keyboard or to something else are let through', async () => {
    const field = await show()
    await type(field, '/')
    await fireEvent.keyDown(field, { key: 'Enter', isComposing: true })
    expect(draft.value.text).toBe('/')
    await press(field, 'Enter', { ctrlKey: true })

    expect(sent).toEqual(['/'])
  })

  it('the button offers all of them without a slash, and a press of the mouse puts one in at the caret', async () => {
    const field = await show()
    await type(field, 'До связи. ')
    await click(byRole('button', 'Вставить шаблон ответа'))
    const [thanks] = allByRole('option')
    expect(options()).toHaveLength(3)
    await fireEvent.mouseDown(thanks ?? document.body)
    await settle()

    expect(draft.value.text).toBe('До связи. Спасибо, Анна Орлова!')
  })

  it('a desk without any says so', async () => {
    server.on('readReplies', () => ({ replies: [], canEditDesk: false }))
    await show()

    await click(byRole('button', 'Вставить шаблон ответа'))

    expect(document.body.textContent).toContain('Шаблонов ещё нет')
  })

  it('what is not known stays visible', async () => {
    server.on('readReplyHours', () => ({ hours: null }))
    const field = await show()
    await type(field, '/часы')
    await press(field, 'Enter')

    expect(draft.value.text).toBe('Мы отвечаем {{часы}}.')
  })
})

describe('T8 mentions of colleagues', () => {
  beforeEach(() => {
    const person = (userId: number, name: string) => ({ person: { userId, name, photo: null }, role: 'agent' as const })
    server.on('readDesk', () =>
      aDesk({ staff: [person(7, 'Игорь Белов'), person(8, 'Мария Ким'), person(9, 'Марина Ли')] }),
    )
  })

  it('in a note @ offers the desk’s staff but oneself; whom the note still names is kept by number', async () => {
    const field = await show()
    await click(byRole('button', 'Заметка для своих, клиент не увидит'))
    await type(field, 'Глянь, @мар')
    expect(options()).toEqual(['Мария Ким', 'Марина Ли'])
    await press(field, 'Tab')
    expect(draft.value.text).toBe('Глянь, @Мария Ким ')
    await type(field, `${draft.value.text}@ли`)
    await press(field, 'Enter')

    expect(mentionedIn(draft.value)).toEqual([8, 9])
    await type(field, 'Глянь, @Марина Ли')
    expect(mentionedIn(draft.value)).toEqual([9])
    expect(mentionedIn({ ...draft.value, kind: 'public' })).toEqual([])
  })

  it('in an answer it offers nobody, says why, and Enter sends', async () => {
    const field = await show()
    await type(field, 'Спросите @мар')
    expect(options()).toEqual([])
    expect(document.body.textContent).toContain('Упомянуть коллегу можно только в заметке')

    await press(field, 'Enter')

    expect(sent).toEqual(['Спросите @мар'])
    expect(mentionedIn(draft.value)).toEqual([])
  })
})
