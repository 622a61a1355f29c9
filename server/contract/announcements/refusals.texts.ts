import { catalogue } from '../common.ts'
import type { announcementRefusals } from './refusals.ts'

/** Words for every "no" of announcements: what happened, then what to do. */
export const announcementRefusalTexts = catalogue({
  ru: {
    announcement_stale: 'Коллега только что изменил это объявление. Прочитайте его ещё раз и повторите.',
    announcement_over: 'Это объявление уже завершено. Если проблема вернулась, опубликуйте новое.',
    announcement_stays: 'Важное объявление закрыть нельзя: оно исчезнет само, когда проблема будет решена.',
    too_many_announcements: 'Действует слишком много объявлений (больше {most}). Завершите те, что уже не нужны.',
    too_many_updates: 'У этого объявления уже {most} обновлений. Завершите его и опубликуйте новое.',
  } satisfies Record<keyof typeof announcementRefusals, string>,
  uk: {
    announcement_stale: 'Колега щойно змінив це оголошення. Прочитайте його ще раз і повторіть.',
    announcement_over: 'Це оголошення вже завершено. Якщо проблема повернулася, опублікуйте нове.',
    announcement_stays: 'Важливе оголошення закрити не можна: воно зникне саме, коли проблему буде розв’язано.',
    too_many_announcements: 'Діє забагато оголошень (більше {most}). Завершіть ті, що вже не потрібні.',
    too_many_updates: 'Це оголошення вже має {most} оновлень. Завершіть його й опублікуйте нове.',
  },
  en: {
    announcement_stale: 'A colleague has just changed this announcement. Read it again and repeat.',
    announcement_over: 'This announcement is over. If the problem is back, publish a new one.',
    announcement_stays: 'A critical announcement cannot be closed: it goes by itself once the problem is solved.',
    too_many_announcements: 'Too many announcements are under way (more than {most}). End those that nobody needs.',
    too_many_updates: 'This announcement already has {most} updates. End it and publish a new one.',
  },
})
