import { textFor } from '#contract/announcements/shown.types.ts'
import { inThree, type InThree, type Language } from '#contract/common.ts'

type Texts = { down: string; downBody: string; unstable: string; unstableBody: string; over: string }

/** What clients read of an incident that nobody has written: the desk's own words for the component, none of the monitor's. */
const texts: Record<Language, Texts> = {
  ru: {
    down: 'Сбой: {name}',
    downBody: 'Мониторинг заметил, что это не работает. Мы уже разбираемся, отдельно писать не нужно.',
    unstable: 'Нестабильно: {name}',
    unstableBody: 'Работает с перебоями. Мы уже разбираемся, отдельно писать не нужно.',
    over: 'Снова работает. Если у вас не так, напишите нам.',
  },
  uk: {
    down: 'Збій: {name}',
    downBody: 'Моніторинг помітив, що це не працює. Ми вже розбираємося, окремо писати не потрібно.',
    unstable: 'Нестабільно: {name}',
    unstableBody: 'Працює з перебоями. Ми вже розбираємося, окремо писати не потрібно.',
    over: 'Знову працює. Якщо у вас не так, напишіть нам.',
  },
  en: {
    down: 'Incident: {name}',
    downBody:
      'Monitoring has noticed that this does not work. We are looking into it; there is no need to write to us.',
    unstable: 'Unstable: {name}',
    unstableBody: 'It works on and off. We are looking into it; there is no need to write to us.',
    over: 'It works again. If it does not for you, write to us.',
  },
}

/** In all three languages. */
export function incidentSaid(
  name: InThree,
  how: { isUnstable: boolean; isOver: boolean },
): { title: InThree; body: InThree } {
  return {
    title: inThree((language) =>
      texts[language][how.isUnstable ? 'unstable' : 'down'].replace('{name}', () => textFor(name, language)),
    ),
    body: inThree((language) => texts[language][bodyOf(how)]),
  }
}

function bodyOf({ isUnstable, isOver }: { isUnstable: boolean; isOver: boolean }): keyof Texts {
  if (isOver) return 'over'
  return isUnstable ? 'unstableBody' : 'downBody'
}
