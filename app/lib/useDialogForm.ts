import { computed, shallowRef, watch } from 'vue'
import type { ComputedRef, Ref } from 'vue'
import { useForm } from './useForm.ts'
import type { Form } from './useForm.ts'

export interface DialogForm<Values extends object, Field extends string> {
  form: Form<Values>
  /** The fault of a field, once somebody has tried to send; false is what a form field takes for none. */
  faultOf: (field: Field) => string | false
  submit: () => Promise<void>
}

/** A form in a dialog: blank at each opening, told what is missing before the server is asked, closed when it is done. */
export function useDialogForm<Values extends object, Field extends string = keyof Values & string>(options: {
  open: Ref<boolean>
  initial: () => Values
  faults: (values: Values) => Partial<Record<Field, string>>
  submit: (values: Values) => Promise<unknown>
  done: () => void
}): DialogForm<Values, Field> {
  const isTried = shallowRef(false)
  const form = useForm<Values>({
    initial: options.initial,
    async submit(values) {
      await options.submit(values)
      options.open.value = false
      options.done()
    },
  })
  const faults: ComputedRef<Partial<Record<string, string>>> = computed(() => options.faults(form.values))

  watch(options.open, () => {
    isTried.value = false
    form.reset()
  })

  async function submit(): Promise<void> {
    isTried.value = true
    if (Object.values(faults.value).every((fault) => fault === undefined)) await form.submit()
  }

  return { form, faultOf: (field) => (isTried.value ? (faults.value[field] ?? false) : false), submit }
}
