import { catalogue } from '#contract/common.ts'

/** Whom a version of the regulation concerns (E9). */
export const concernsTexts = catalogue({
  ru: {
    whom: 'Кого касается',
    new: 'Только новых клиентов',
    existing: 'И действующих клиентов',
    newHelp:
      'Действующие клиенты остаются на своей версии. Перевести их можно позже на странице «Подключения», по одному или всех.',
    existingWhen: 'Для действующих',
    dateLabel: 'С какого времени для действующих, по вашим часам',
    worseTitle: 'Что станет хуже или несравнимо',
    worseText:
      'Такие изменения действуют для клиентов не раньше чем через {count} день после публикации: столько обещает их регламент. Клиенты узнают сразу и увидят рядом, что было и что станет.|Такие изменения действуют для клиентов не раньше чем через {count} дня после публикации: столько обещает их регламент. Клиенты узнают сразу и увидят рядом, что было и что станет.|Такие изменения действуют для клиентов не раньше чем через {count} дней после публикации: столько обещает их регламент. Клиенты узнают сразу и увидят рядом, что было и что станет.',
    betterText: 'Хуже никому не станет: для действующих клиентов эту версию можно ввести и сразу.',
    worsePlaces: 'Станет хуже или несравнимо: {places}. Сразу этого ввести нельзя, самое раннее – {date}.',
    tooShort: 'Самое раннее – {date}: клиентов предупреждают за столько дней, сколько обещает их регламент.',
    andMore: 'и ещё {count}',
  },
  uk: {
    whom: 'Кого стосується',
    new: 'Лише нових клієнтів',
    existing: 'І чинних клієнтів',
    newHelp:
      'Чинні клієнти залишаються на своїй версії. Перевести їх можна пізніше на сторінці «Підключення», по одному або всіх.',
    existingWhen: 'Для чинних',
    dateLabel: 'З якого часу для чинних, за вашим годинником',
    worseTitle: 'Що стане гіршим або незрівнянним',
    worseText:
      'Такі зміни діють для клієнтів не раніше ніж через {count} день після публікації: стільки обіцяє їхній регламент. Клієнти дізнаються одразу й побачать поруч, що було і що стане.|Такі зміни діють для клієнтів не раніше ніж через {count} дні після публікації: стільки обіцяє їхній регламент. Клієнти дізнаються одразу й побачать поруч, що було і що стане.|Такі зміни діють для клієнтів не раніше ніж через {count} днів після публікації: стільки обіцяє їхній регламент. Клієнти дізнаються одразу й побачать поруч, що було і що стане.',
    betterText: 'Гірше нікому не стане: для чинних клієнтів цю версію можна ввести й одразу.',
    worsePlaces: 'Стане гіршим або незрівнянним: {places}. Одразу цього ввести не можна, найраніше – {date}.',
    tooShort: 'Найраніше – {date}: клієнтів попереджають за стільки днів, скільки обіцяє їхній регламент.',
    andMore: 'і ще {count}',
  },
  en: {
    whom: 'Whom it concerns',
    new: 'New clients only',
    existing: 'Existing clients, too',
    newHelp:
      'Existing clients stay on their version. They can be moved later on the page “Connections”, one by one or all together.',
    existingWhen: 'For existing ones',
    dateLabel: 'From when for existing clients, by your clock',
    worseTitle: 'What gets worse, or cannot be compared',
    worseText:
      'Such changes hold for clients {count} day after the publication at the earliest, as their regulation promises. Clients are told at once and see side by side what was and what will be.|Such changes hold for clients {count} days after the publication at the earliest, as their regulation promises. Clients are told at once and see side by side what was and what will be.',
    betterText: 'Nothing gets worse for anybody: existing clients may have this version at once.',
    worsePlaces: 'It gets worse or cannot be compared: {places}. This cannot hold at once; {date} is the earliest.',
    tooShort: '{date} is the earliest: clients are told as many days before as their regulation promises.',
    andMore: 'and {count} more',
  },
})
