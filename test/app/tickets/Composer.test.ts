import { fireEvent } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import Composer from '#app/tickets/Composer.vue'
import { emptyDraft } from '#app/tickets/useDraft.ts'
import type { Draft } from '#app/tickets/useDraft.ts'
import { allByRole, byRole, click, mountPage, press, settle, type } from '../harness.ts'

function show(props: Partial<{ canNote: boolean; canAsk: boolean; isEditing: boolean; isBusy: boolean }> = {}) {
  const sent: Draft[] = []
  const said: string[] = []
  const draft = ref<Draft>(emptyDraft)
  const Page = defineComponent(
    () => () =>
      h(Composer, {
        canNote: false,
        canAsk: false,
        isEditing: false,
        isBusy: false,
        ...props,
        modelValue: draft.value,
        'onUpdate:modelValue': (value: Draft) => (draft.value = value),
        onSend: (value: Draft) => sent.push(value),
        onTyping: (isNote: boolean) => said.push(isNote ? 'typing a note' : 'typing'),
        onCancel: () => said.push('cancel'),
        onEditLast: () => said.push('editLast'),
      }),
  )
  mountPage(Page)
  return { sent, said, draft, field: byRole('textbox', 'Сообщение') }
}

describe('the composer', () => {
  it('T8 sends with Enter and with Ctrl+Enter, and starts a new line with Shift+Enter', async () => {
    const { sent, field } = show()
    await type(field, '  привет  ')

    await press(field, 'Enter', { shiftKey: true })
    expect(sent).toEqual([])
    await press(field, 'Enter')
    await press(field, 'Enter', { ctrlKey: true })

    expect(sent.map(({ text }) => text)).toEqual(['привет', 'привет'])
  })

  it('does not send while a character is being composed from several keys', async () => {
    const { sent, field } = show()
    await type(field, 'привет')

    await fireEvent.keyDown(field, { key: 'Enter', isComposing: true })

    expect(sent).toEqual([])
  })

  it('does not send what is empty or only spaces', async () => {
    const { sent, field } = show()
    await type(field, '   ')

    await press(field, 'Enter')

    expect(sent).toEqual([])
    expect(byRole('button', 'Отправить')).toHaveProperty('disabled', true)
  })

  it('says how much room is left when it becomes scarce, and sends nothing too long', async () => {
    const { sent, field } = show()

    await type(field, 'я'.repeat(19_500))
    expect(document.body.textContent).toContain('Осталось 500 символов')
    await type(field, 'я'.repeat(20_001))
    expect(byRole('alert').textContent).toContain('Лишний 1 символ')
    await press(field, 'Enter')

    expect(sent).toEqual([])
    expect(field.getAttribute('aria-invalid')).toBe('true')
  })

  it('tells the other side that somebody writes', async () => {
    const { said, field } = show()

    await type(field, 'п')

    expect(said).toEqual(['typing'])
  })

  it('T8 and of a note that it is one, which no client is told', async () => {
    const { said, draft, field } = show({ canNote: true })
    draft.value = { ...emptyDraft, kind: 'note' }
    await settle()

    await type(field, 'п')

    expect(draft.value.text).toBe('п')
    expect(said).toEqual(['typing a note'])
  })
})

describe('the composer of the desk', () => {
  it('T8 offers notes and questions only to those who may write them', () => {
    show()

    expect(allByRole('button').map((button) => button.getAttribute('aria-label'))).toEqual(['Отправить'])
  })

  it('T8 a note says all the time that the client will not see it', async () => {
    const { sent, field } = show({ canNote: true, canAsk: true })

    await click(byRole('button', 'Заметка для своих, клиент не увидит'))
    expect(field.getAttribute('placeholder')).toBe('Заметка для своих…')
    await type(field, 'между нами')
    expect(document.body.textContent).toContain('Заметка: клиент её не увидит')
    await press(field, 'Enter')

    expect(sent).toEqual([{ ...emptyDraft, text: 'между нами', kind: 'note' }])
  })

  it('a question is never a note: each mark takes the other off', async () => {
    const { draft } = show({ canNote: true, canAsk: true })
    const note = byRole('button', 'Заметка для своих, клиент не увидит')
    const question = byRole('button', 'Это вопрос клиенту')

    await click(question)
    expect(draft.value).toMatchObject({ kind: 'public', isQuestion: true })
    await click(note)
    expect(draft.value).toMatchObject({ kind: 'note', isQuestion: false })
    await click(question)

    expect(draft.value).toMatchObject({ kind: 'public', isQuestion: true })
    expect([note, question].map((button) => button.getAttribute('aria-pressed'))).toEqual(['false', 'true'])
  })
})

describe('editing', () => {
  it('T8 the arrow up in an empty field asks for the last message, Escape leaves it', async () => {
    const { said, field } = show()
    await press(field, 'ArrowUp')

    expect(said).toEqual(['editLast'])
  })

  it('Escape leaves the editing', async () => {
    const { said, field } = show({ isEditing: true })
    await settle()

    await press(field, 'Escape')

    expect(said).toEqual(['cancel'])
    expect(byRole('button', 'Сохранить')).toBeDefined()
  })
})
