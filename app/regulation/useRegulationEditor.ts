import { computed, shallowRef } from 'vue'
import { regulationProblems } from '#contract/regulations/types.ts'
import type { CheckedRegulation, Concerns, PublishRegulationInput } from '#contract/regulations/types.ts'
import { useTexts } from '#app/lib/i18n.ts'
import { toApiError } from '#app/lib/apiError.ts'
import type { ApiError } from '#app/lib/apiError.ts'
import { useApiErrorText } from '#app/lib/useApiErrorText.ts'
import { parseJsonText } from './parseJsonText.ts'
import type { ParsedJsonText } from './parseJsonText.ts'
import { regulationEditorTexts } from './regulationEditor.texts.ts'
import { fieldPathText } from './fieldPath.ts'
import { useVersionRefusal } from './useVersionRefusal.ts'

interface Checked {
  text: string
  document: Record<string, unknown>
  found: CheckedRegulation
}

/**
 * A version in the making: its text, what the server says of it, and when it may be published. Only a text that was checked
 * as it stands can be published, so that whoever publishes has seen what changes.
 */
export function useRegulationEditor(options: {
  text: () => string
  check: (document: Record<string, unknown>) => Promise<CheckedRegulation>
  publish: (input: Omit<PublishRegulationInput, 'lastVersion'>) => Promise<void>
  /** Where in a text of many hundred lines the mistake is. */
  showPlace: (position: number) => void
}) {
  const t = useTexts(regulationEditorTexts)
  const errorText = useApiErrorText()
  const isBusy = shallowRef<'check' | 'publish' | null>(null)
  const checked = shallowRef<Checked | null>(null)
  const fault = shallowRef('')
  const versionRefusal = useVersionRefusal(() => checked.value?.document ?? null)
  const seen = computed(() => (checked.value?.text === options.text() ? checked.value : null))

  async function act(kind: 'check' | 'publish', doIt: () => Promise<void>): Promise<void> {
    if (isBusy.value !== null) return
    isBusy.value = kind
    fault.value = ''
    try {
      await doIt()
    } catch (error) {
      fault.value = faultOf(toApiError(error))
    } finally {
      isBusy.value = null
    }
  }

  const check = () =>
    act('check', async () => {
      const text = options.text()
      const read = parseJsonText(text)
      checked.value = null
      if ('mistake' in read) showMistake(text, read)
      else checked.value = { text, document: read.document, found: await options.check(read.document) }
    })

  const publish = (effectiveAt: string | null, concerns: Concerns) =>
    act('publish', async () => {
      if (seen.value !== null) await options.publish({ document: seen.value.document, effectiveAt, concerns })
    })

  /** What was seen is no longer what a publication would change. */
  function forget(because: string): void {
    if (checked.value === null) return
    checked.value = null
    fault.value = because
  }

  function showMistake(text: string, read: Exclude<ParsedJsonText, { document: unknown }>): void {
    if (read.mistake === 'notAnObject') {
      fault.value = t('notAnObject')
      return
    }
    const { line, column } = read
    fault.value = t('syntaxAt', { line, column })
    const before = text.split('\n').slice(0, line - 1)
    options.showPlace(before.reduce((length, one) => length + one.length + 1, 0) + column - 1)
  }

  function faultOf(reason: ApiError): string {
    const { wrongAt } = reason.details
    if (typeof wrongAt !== 'string') return versionRefusal(reason) ?? errorText(reason)
    const read = parseJsonText(options.text())
    const place = fieldPathText(wrongAt, 'document' in read ? read.document : null)
    return t('wrongPlace', { place, problem: problemOf(reason) })
  }

  function problemOf({ code, details }: ApiError): string {
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
  tooFar: 'problemTooFar',
  ends: 'problemEnds',
} as const satisfies Record<(typeof regulationProblems)[number], string>
