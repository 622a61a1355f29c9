/** One meaning a line, of computers and of what people do with them: words for it in Russian | Ukrainian | English. */
export const itTerms: readonly string[] = `
почему зачем | чому навіщо | why
когда | коли | when
где куда | де куди | where
кто кому | хто кому | who whom
сколько | скільки | many much
войти вход зайти залогиниться авторизация авторизоваться | увійти вхід зайти залогінитися авторизація | login signin enter authorization log
выйти выход разлогиниться | вийти вихід | logout exit leave signout
регистрация зарегистрироваться | реєстрація зареєструватися | registration register signup
пароль | пароль | password
логин | логін | login username
аккаунт учетная учетка профиль | акаунт обліковий профіль | account profile
аутентификация двухфакторная | автентифікація двофакторна | authentication twofactor 2fa
ключ токен | ключ токен | key token
подтвердить подтверждение | підтвердити підтвердження | confirm confirmation verify verification
забыл потерял утеря | забув загубив втрата | forgot lost
взлом взломать | злам зламати | hack breach
безопасность защита | безпека захист | security protection
блокировка заблокировать бан | блокування заблокувати бан | block ban lock
разблокировать | розблокувати | unblock unlock
создать создание завести | створити створення завести | create creation make
добавить добавление | додати додавання | add addition
удалить удаление убрать стереть | видалити видалення прибрати стерти | delete remove erase
изменить изменение поменять сменить редактировать | змінити зміна поміняти редагувати | change edit modify
настроить настройка параметр | налаштувати налаштування параметр | configure configuration setup setting set
включить активировать | увімкнути активувати | enable activate turn
выключить деактивировать | вимкнути деактивувати | disable deactivate
установить установка поставить | встановити встановлення поставити | install installation
обновить обновление апдейт | оновити оновлення апдейт | update upgrade refresh
запустить запуск | запустити запуск | start launch run
остановить остановка | зупинити зупинка | stop halt
перезапустить перезагрузка перезагрузить | перезапустити перезавантаження перезавантажити | restart reboot reload
открыть | відкрити | open
закрыть | закрити | close
сохранить | зберегти | save
загрузить загрузка залить выложить | завантажити завантаження залити викласти | upload load
скачать скачивание | скачати звантажити завантажити | download
отправить отправка послать | надіслати відправити надсилання | send submit
получить получение | отримати отримання | receive get obtain
показать отобразить | показати відобразити | show display
скрыть спрятать | приховати сховати | hide
видно видеть виден | видно бачити | visible see
выбрать выбор | обрати вибрати вибір | select choose choice
разрешить | дозволити | allow permit
запретить запрет | заборонити заборона | forbid prohibit deny
отменить отмена | скасувати скасування | cancel undo cancellation
использовать применять пользоваться | використовувати застосовувати користуватися | use apply usage
работать | працювати | work function operate
сломаться ломается поломка | зламатися ламається поломка | broken break
ошибка сбой баг проблема | помилка збій баг проблема | error failure bug problem issue
медленно тормозит тормоза | повільно гальмує | slow lag
зависает висит глючит | зависає висить глючить | hang freeze stuck
пропал исчез потерялся | зник пропав загубився | missing disappeared lost
пустой | порожній | empty blank
дублируется повторяется | дублюється повторюється | repeated duplicated
причина | причина | reason cause
решение исправить починить | рішення виправити полагодити | fix solve solution repair
проверить проверка | перевірити перевірка | check verification test
ограничение лимит | обмеження ліміт | limit restriction quota
место объем размер | місце обсяг розмір | space size volume storage
память | пам'ять | memory
скорость быстро | швидкість швидко | speed fast
сервер | сервер | server
хостинг | хостинг | hosting
виртуальный | віртуальний | virtual
машина | машина | machine
компьютер ноутбук пк | комп'ютер ноутбук пк | computer laptop pc
устройство девайс | пристрій девайс | device
экран монитор | екран монітор | screen display monitor
клавиатура | клавіатура | keyboard
мышь | миша | mouse
принтер печать распечатать | принтер друк роздрукувати | printer print
сканер сканировать | сканер сканувати | scanner scan
камера | камера | camera webcam
микрофон | мікрофон | microphone mic
звук аудио | звук аудіо | sound audio
видео ролик | відео ролик | video clip movie
картинка изображение фото | картинка зображення фото | picture image photo
скриншот снимок | скриншот знімок | screenshot snapshot
обложка превью | обкладинка прев'ю | cover preview thumbnail
логотип | логотип | logo
иконка значок | іконка значок | icon
кнопка | кнопка | button
меню | меню | menu
вкладка | вкладка | tab
окно | вікно | window
панель | панель | panel bar
строка | рядок | row string line
текст | текст | text
название имя наименование | назва ім'я найменування | name title
описание | опис | description
язык перевод | мова переклад | language translation translate
шрифт | шрифт | font
цвет | колір | color colour
тема оформление | тема оформлення | theme design appearance
браузер | браузер | browser
хром | хром | chrome
кеш кэш | кеш | cache
куки | куки | cookie
интернет сеть | інтернет мережа | internet network
вайфай | вайфай | wifi wireless
адрес | адреса | address
айпи | айпі | ip
порт | порт | port
протокол | протокол | protocol
прокси | проксі | proxy
впн | впн | vpn
фаервол брандмауэр | фаєрвол брандмауер | firewall
антивирус вирус | антивірус вірус | antivirus virus
сертификат | сертифікат | certificate ssl tls
шифрование зашифровать | шифрування зашифрувати | encryption encrypt
бэкап бекап резервный | бекап резервний | backup
база бд | база бд | database db
запрос | запит | query request
данные информация | дані інформація | data information
персональный личный | персональний особистий | personal private
система | система | system
программа софт | програма софт | program software
модуль компонент | модуль компонент | module component
плагин расширение | плагін розширення | plugin extension addon
интеграция интегрировать | інтеграція інтегрувати | integration integrate
синхронизация синхронизировать | синхронізація синхронізувати | sync synchronization
апи | апі | api
вебхук хук | вебхук хук | webhook hook
рест | рест | rest
разработчик программист | розробник програміст | developer programmer
разработка доработка | розробка доопрацювання | development customization
скрипт | скрипт | script
функция возможность | функція можливість | function feature ability capability
кластер | кластер | cluster
контейнер | контейнер | container docker
балансировщик нагрузка | балансувальник навантаження | balancer load
домен | домен | domain dns
администрирование управление управлять | адміністрування керування керувати | management administration manage control
мониторинг | моніторинг | monitoring
журнал лог | журнал лог | log journal
метрика статистика | метрика статистика | metrics statistics stats
тест тестирование | тест тестування | test testing
среда окружение | середовище оточення | environment
операционная | операційна | operating os
виндовс винда | віндовс вінда | windows
линукс | лінукс | linux
андроид | андроїд | android
айфон айос | айфон айос | iphone ios
телевизор приставка | телевізор приставка | tv television
эксель таблица | ексель таблиця | excel spreadsheet
ворд | ворд | word
пдф | пдф | pdf
гугл | гугл | google
яндекс | яндекс | yandex
телеграм телеграмм | телеграм | telegram
ватсап вотсап | ватсап вотсап | whatsapp
вайбер | вайбер | viber
инстаграм | інстаграм | instagram
фейсбук | фейсбук | facebook
вконтакте вк | вконтакте вк | vk vkontakte
подписка подписаться | підписка підписатися | subscription subscribe follow
подписчик | підписник передплатник | subscriber follower
просмотр посмотреть смотреть | перегляд подивитися дивитися | view watch look
реклама | реклама | advertising ad ads
монетизация заработок заработать | монетизація заробіток заробити | monetization earn revenue
автор | автор | author
правообладатель владелец собственник | правовласник власник | owner holder rightholder
авторские | авторські | copyright
нарушение нарушить | порушення порушити | violation violate infringement
закон | закон | law legal
возраст детский ребенок | вік дитячий дитина | age child kid
трансляция стрим эфир | трансляція стрим ефір | stream broadcast live
плеер проигрыватель | плеєр програвач | player
качество | якість | quality
цена стоимость стоит | ціна вартість коштує | price cost
деньги | гроші | money
возврат вернуть | повернення повернути | refund return
карта | картка карта | card
банк | банк | bank
бухгалтерия бухгалтер | бухгалтерія бухгалтер | accounting accountant
юридический юрлицо | юридичний юрособа | legal entity
физический физлицо | фізичний фізособа | individual
паспорт | паспорт | passport
модерация проверка | модерація перевірка | moderation review
ждать ожидание | чекати очікування | wait waiting
время | час | time
дата число | дата число | date
месяц | місяць | month
год | рік | year
неделя | тиждень | week
сегодня | сьогодні | today
старый прежний | старий попередній | old previous former
новый | новий | new
другой иной | інший | another different other
первый | перший | first
последний | останній | last latest
несколько | кілька декілька | several
автоматически | автоматично | automatically automatic
вручную | вручну | manually manual
массово | масово | bulk mass
самостоятельно | самостійно | yourself own
временный | тимчасовий | temporary
постоянный | постійний | permanent constant
полный | повний | full complete
доступный доступность | доступний доступність | available availability
требование требуется | вимога потрібно | requirement required
пример | приклад | example
тип вид | тип вид | type kind
разница отличие отличаться | різниця відмінність відрізнятися | difference differ
минимальный минимум | мінімальний мінімум | minimum minimal
максимальный максимум | максимальний максимум | maximum maximal
увеличить расширить | збільшити розширити | increase extend expand
уменьшить | зменшити | decrease reduce
стандартный | стандартний | standard default
собственный | власний | own custom
локальный | локальний | local
`
  .trim()
  .split('\n')
