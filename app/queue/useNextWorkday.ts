import { computed, watch } from 'vue'
import type { ComputedRef, Ref } from 'vue'
import { localDay } from '#app/lib/calendarDay.ts'
import { useDesk } from '#app/staff/useDesk.ts'

const dayMilliseconds = 86_400_000

interface NextWorkday {
  /** The earliest day that may be chosen. */
  tomorrow: ComputedRef<string>
  proposed: () => string
  /** The morning of that day by the reader's clock. */
  instantOf: (day: string) => string
  /** A page that was left open over night knows the calendar of yesterday: it asks anew, and a day that somebody chose stays. */
  keepFresh: (values: { day: string }) => void
}

/** The day that a dialog proposes for a ticket that is put off. */
export function useNextWorkday(open: Ref<boolean>): NextWorkday {
  const { desk, read } = useDesk()
  const tomorrow = computed(() => (open.value ? localDay(new Date(Date.now() + dayMilliseconds)) : ''))

  function keepFresh(values: { day: string }): void {
    watch(
      open,
      async (isOpen) => {
        if (!isOpen || known() !== null) return
        const before = values.day
        await read()
        if (values.day === before) values.day = proposed()
      },
      { immediate: true },
    )
  }

  /** The next worked day in the desk's own zone: where the reader lives it may still be Sunday when the desk opens on Monday. */
  function known(): string | null {
    if (desk.value === null || desk.value.nextWorkday === null) return null
    const day = localDay(new Date(desk.value.nextWorkday), desk.value.timeZone)
    return day >= localDay(new Date(Date.now() + dayMilliseconds)) ? day : null
  }

  /** By the desk's calendar; until it is known, the next day that is no weekend. */
  function proposed(): string {
    const day = new Date(Date.now() + dayMilliseconds)
    while (day.getDay() === 0 || day.getDay() === 6) day.setDate(day.getDate() + 1)
    return known() ?? localDay(day)
  }

  return { tomorrow, proposed, instantOf: (day) => new Date(`${day}T09:00:00`).toISOString(), keepFresh }
}
