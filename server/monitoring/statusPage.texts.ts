import type { Language } from '#contract/common.ts'
import type { ComponentState } from '#contract/monitoring/types.ts'

type Texts = Record<ComponentState, string> & {
  title: string
  allGood: string
  someBad: string
  components: string
  entries: string
  none: string
  incident: string
  maintenance: string
  coming: string
  present: string
  overdue: string
  over: string
  history: string
  from: string
  until: string
  stale: string
  asOf: string
  missing: string
  away: string
}

/** Words of the public page. */
export const statusTexts: Record<Language, Texts> = {
  ru: {
    title: 'Состояние',
    allGood: 'Известных сбоев нет',
    someBad: 'Есть сбои',
    components: 'Компоненты',
    entries: 'Сбои и работы за 90 дней',
    none: 'За 90 дней ничего не было.',
    incident: 'Сбой',
    maintenance: 'Плановые работы',
    coming: 'впереди',
    present: 'сейчас',
    overdue: 'должны были закончиться, конец ещё не подтверждён',
    over: 'завершено',
    history: '90 дней: дней со сбоем {bad}, без сигналов {gap}',
    from: 'с',
    until: 'до',
    stale: 'Связи с базой нет: это последнее, что известно.',
    asOf: 'По состоянию на',
    missing: 'Такой страницы нет.',
    away: 'Состояние сейчас узнать нельзя. Попробуйте через минуту.',
    unknown: 'Нет данных',
    up: 'Работает',
    down: 'Сбой',
    unstable: 'Нестабильно',
  },
  uk: {
    title: 'Стан',
    allGood: 'Відомих збоїв немає',
    someBad: 'Є збої',
    components: 'Компоненти',
    entries: 'Збої та роботи за 90 днів',
    none: 'За 90 днів нічого не було.',
    incident: 'Збій',
    maintenance: 'Планові роботи',
    coming: 'попереду',
    present: 'зараз',
    overdue: 'мали закінчитися, кінець ще не підтверджено',
    over: 'завершено',
    history: '90 днів: днів зі збоєм {bad}, без сигналів {gap}',
    from: 'з',
    until: 'до',
    stale: 'Зв’язку з базою немає: це останнє, що відомо.',
    asOf: 'Станом на',
    missing: 'Такої сторінки немає.',
    away: 'Стан зараз дізнатися не можна. Спробуйте за хвилину.',
    unknown: 'Немає даних',
    up: 'Працює',
    down: 'Збій',
    unstable: 'Нестабільно',
  },
  en: {
    title: 'Status',
    allGood: 'No incidents are known',
    someBad: 'There are incidents',
    components: 'Components',
    entries: 'Incidents and maintenance, 90 days',
    none: 'Nothing happened within 90 days.',
    incident: 'Incident',
    maintenance: 'Maintenance',
    coming: 'coming',
    present: 'now',
    overdue: 'should have ended, not confirmed yet',
    over: 'over',
    history: '90 days: {bad} with an incident, {gap} without a signal',
    from: 'from',
    until: 'until',
    stale: 'The database is away: this is the last that is known.',
    asOf: 'As of',
    missing: 'There is no such page.',
    away: 'The state cannot be told now. Try again in a minute.',
    unknown: 'No data',
    up: 'Works',
    down: 'Incident',
    unstable: 'Unstable',
  },
}
