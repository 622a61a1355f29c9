import { catalogue } from '../common.ts'
import type { regulationRefusals } from './refusals.ts'

/** Words for every "no" of regulation and calendar documents: what happened, then what to do. */
export const regulationRefusalTexts = catalogue({
  ru: {
    regulation_invalid: 'В регламенте ошибка, он не сохранён. Исправьте отмеченное и сохраните снова.',
    regulation_stale:
      'Пока вы писали, другой управляющий опубликовал или отозвал версию. Посмотрите, что изменилось, и опубликуйте снова.',
    regulation_coming: 'Одна новая версия уже ждёт своей даты. Отзовите её, если хотите опубликовать другую.',
    regulation_not_coming: 'Отозвать можно только версию, которая ещё не вступила в силу.',
    calendar_invalid: 'В календаре ошибка, он не сохранён. Проверьте часы и даты.',
    calendar_never_opens: 'По этому календарю поддержка никогда не работает. Добавьте рабочие часы.',
    deadline_too_far:
      'По этому календарю срок не наступит и за тридцать лет. Добавьте рабочие часы или сократите срок.',
  } satisfies Record<keyof typeof regulationRefusals, string>,
  uk: {
    regulation_invalid: 'У регламенті помилка, його не збережено. Виправте позначене й збережіть знову.',
    regulation_stale:
      'Поки ви писали, інший керуючий опублікував або відкликав версію. Подивіться, що змінилося, й опублікуйте знову.',
    regulation_coming: 'Одна нова версія вже чекає своєї дати. Відкличте її, якщо хочете опублікувати іншу.',
    regulation_not_coming: 'Відкликати можна лише версію, яка ще не набула чинності.',
    calendar_invalid: 'У календарі помилка, його не збережено. Перевірте години та дати.',
    calendar_never_opens: 'За цим календарем підтримка ніколи не працює. Додайте робочі години.',
    deadline_too_far:
      'За цим календарем строк не настане й за тридцять років. Додайте робочі години або скоротіть строк.',
  },
  en: {
    regulation_invalid: 'The regulation has a mistake and was not saved. Correct what is marked and save again.',
    regulation_stale:
      'While you were writing, another owner published or withdrew a version. Look at what changed and publish again.',
    regulation_coming: 'A new version is already waiting for its date. Withdraw it to publish another one.',
    regulation_not_coming: 'Only a version that is not yet in force can be withdrawn.',
    calendar_invalid: 'The calendar has a mistake and was not saved. Check the hours and dates.',
    calendar_never_opens: 'By this calendar support never opens. Add working hours.',
    deadline_too_far: 'By this calendar the time is not over within thirty years. Add working hours or promise less.',
  },
})
