import { useDebounceFn } from '@vueuse/core'
import { computed, shallowRef, watch } from 'vue'
import { intakeFields } from '#contract/regulations/tickets.types.ts'
import { isKnown, openQuestions, type IntakeCode, type NewIntake } from '#contract/tickets/intake.types.ts'
import { coach } from '#contract/tickets/intake/coach.ts'
import { toApiError } from '#app/lib/apiError.ts'
import { useFrame } from '#app/lib/frame.ts'
import { useIntakeStore } from './intakeStore.ts'

export type Answers = Partial<Record<IntakeCode, string>>
type Written = { texts: readonly string[]; answers: Answers }

const settleMs = 300
/** What a link that opens the application may say of where its reader was. */
const linkCodes = ['place', 'object'] as const
const longestOfLink = 500

/** The questions of a new ticket beside what is being written: which of them are open, and what the text consists of. */
export function useNewIntake(written: () => Written) {
  const store = useIntakeStore()
  const frame = useFrame()
  const asked = shallowRef<NewIntake>({ fields: [], product: null })
  const fromLink = shallowRef<Answers>({})
  /** What the writer has written until a moment ago: reading it at each key would cost more than it tells. */
  const read = shallowRef(written())
  const readSoon = useDebounceFn(() => (read.value = written()), settleMs)
  watch(written, () => void readSoon())

  const open = computed(() =>
    openQuestions(asked.value.fields, {
      texts: read.value.texts,
      answers: listOf(read.value.answers),
      product: asked.value.product,
    }),
  )
  /** Of a text that is not split yet. */
  const parts = computed(() => {
    const [text = '', ...others] = read.value.texts
    return others.length > 0 ? [] : partsOf(text)
  })

  /** Where the questions cannot be read nothing is asked: writing must not wait for it. */
  async function load(): Promise<void> {
    try {
      asked.value = await store.readNew()
      const { options } = await frame.open()
      fromLink.value = Object.fromEntries(
        linkCodes.flatMap((code) => {
          const said = options[code]
          const isAsked = asked.value.fields.some((field) => field.code === code)
          return isAsked && typeof said === 'string' && said.trim() !== ''
            ? [[code, said.trim().slice(0, longestOfLink).toWellFormed().replaceAll('\0', '')]]
            : []
        }),
      )
    } catch (error) {
      toApiError(error)
    }
  }

  void load()
  return {
    asked,
    fromLink,
    open,
    parts,
    isFromPortal: (code: IntakeCode): boolean =>
      asked.value.fields.some((field) => field.code === code && isKnown(field, asked.value.product)),
  }
}

/** One for each problem; none in an empty text. */
export function partsOf(text: string): readonly string[] {
  return text.trim() === '' ? [] : coach(text).parts
}

export function listOf(answers: Answers): { code: IntakeCode; text: string }[] {
  return intakeFields.flatMap((code) => {
    const text = answers[code]
    return text === undefined ? [] : [{ code, text }]
  })
}
