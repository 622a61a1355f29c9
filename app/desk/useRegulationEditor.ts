import { computed, shallowRef } from 'vue'
import { regulationProblems } from '#contract/regulationVersions.ts'
import type { PublishRegulationInput, RegulationChange } from '#contract/regulationVersions.ts'
import { useTexts } from '#app/lib/i18n.ts'
import { reasonOf } from '#app/lib/reason.ts'
import type { Reason } from '#app/lib/reason.ts'
import { useWords } from '#app/lib/refusals.ts'
import { readJsonText } from './jsonText.ts'
import type { ReadText } from './jsonText.ts'
import { regulationEditMessages } from './regulationEditMessages.ts'
import { placeInWords } from './regulationPlace.ts'

interface Checked {
  text: string
  document: Record<string, unknown>
  changes: RegulationChange[]
}

/**
 * A version in the making: its text, what the server says of it, and when it may be published. Only a text that was checked
 * as it stands can be published, so that whoever publishes has seen what changes.
 */
export function useRegulationEditor(options: {
  text: () => string
  check: (document: Record<string, unknown>) => Promise<RegulationChange[]>
  publish: (input: Omit<PublishRegulationInput, 'lastVersion'>) => Promise<void>
}) {
  const t = useTexts(regulationEditMessages)
  const words = useWords()
  const isBusy = shallowRef<'check' | 'publish' | null>(null)
  const checked = shallowRef<Checked | null>(null)
  const fault = shallowRef('')
  const seen = computed(() => (checked.value?.text === options.text() ? checked.value : null))

  async function act(kind: 'check' | 'publish', doIt: () => Promise<void>): Promise<void> {
    if (isBusy.value !== null) return
    isBusy.value = kind
    fault.value = ''
    try {
      await doIt()
    } catch (error) {
      fault.value = faultOf(reasonOf(error))
    } finally {
      isBusy.value = null
    }
  }

  const check = () =>
    act('check', async () => {
      const text = options.text()
      const read = readJsonText(text)
      checked.value = null
      if ('mistake' in read) fault.value = mistakeOf(read)
      else checked.value = { text, document: read.document, changes: await options.check(read.document) }
    })

  const publish = (effectiveAt: string | null) =>
    act('publish', async () => {
      if (seen.value !== null) await options.publish({ document: seen.value.document, effectiveAt })
    })

  /** What was seen is no longer what a publication would change. */
  function forget(because: string): void {
    if (checked.value === null) return
    checked.value = null
    fault.value = because
  }

  function mistakeOf(read: Exclude<ReadText, { document: unknown }>): string {
    if (read.mistake === 'notAnObject') return t('notAnObject')
    return t('syntaxAt', { line: read.line, column: read.column })
  }

  function faultOf(reason: Reason): string {
    const { wrongAt } = reason.details
    if (typeof wrongAt !== 'string') return words(reason)
    const read = readJsonText(options.text())
    const place = placeInWords(wrongAt, 'document' in read ? read.document : null)
    return t('wrongPlace', { place, problem: problemOf(reason) })
  }

  function problemOf({ code, details }: Reason): string {
    if (code === 'calendar_never_opens') return t('problemNeverOpens')
    if (code === 'calendar_invalid') return t('problemZone')
    return t(problemKey[regulationProblems.find((known) => known === details['problem']) ?? 'form'])
  }

  return { isBusy, fault, seen, check, publish, forget }
}

const problemKey = {
  form: 'problemForm',
  unknown: 'problemUnknown',
  twice: 'problemTwice',
  missing: 'problemMissing',
  unused: 'problemUnused',
  order: 'problemOrder',
  contradiction: 'problemContradiction',
  placeholder: 'problemPlaceholder',
} as const satisfies Record<(typeof regulationProblems)[number], string>
