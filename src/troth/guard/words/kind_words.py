"""The words that tell one kind of promise from another."""

import re

MONEY = (
    r"refund\w*|reimburse\w*|compensat\w*|(?:re-?)?credit(?!\s*(?:card|check|limit"
    r"|score))\w*|voucher\w*|money|cash ?back|cashback|goodwill|gift cards?|full price"
    r"|every penny|pennies|deposit (?:back|comes|goes|returned|will)|duty (?:will|back)"
    r"|(?:bonus|loyalty|extra|reward|\d) (?:points|miles)|rebate\w*"
    r"|redeposit\w*|payout|pay-?out|payment|make up the difference|cheque|check goes"
    r"|transfer will be made|cash portion|bonus miles|pay you|settle\w* (?:\w+ )*claims?"
    r"|claims?\b.{0,20}paid"
)
WROTE = (
    r"e-?mails?|sms|text message|messages?|confirmation|call ?back|callback|phone call"
    r"|a call|update[sd]?|tracking (?:number|info\w*|link|details|code)|tracking|answers?"
    r"|reply|replies|response|letter|notification|notices?|news|details|instructions|written"
    r"|link|invoice copy|copy|report|results?|information|info|quote|estimate|decision"
    r"|proposal|contract|statement|offer|balance|outcome|confirmation number|receipt"
    r"|summary|invite|calendar invite|documents?|paperwork|form|eta|schedule|ticket number"
    r"|status"
)
GOODS = (
    r"orders?|parcels?|packages?|items?|replacements?|deliver\w*|shipments?|ship\w*"
    r"|dispatch\w*|despatch\w*|arriv\w*|couriers?|drivers?|technicians?|engineers?"
    r"|fitters?|pick(?:ed)?[- ]?up|collect\w*|pallets?|laptops?|phones?|routers?|cards?"
    r"|part|parts|sofa|goods|product|install\w*|appointment|visit|on site|boxes|bag|bags"
    r"|luggage|suitcase|stock|keys|crew|car|kit|box|hamper|bouquet|flowers|container|cargo"
    r"|consignment|letterbox|doorstep|curry|food|pizza|meal|prescription|medication|batch"
    r"|copy of the book|sample|equipment|device|unit|tickets?|badge|sim"
)

PAY = re.compile(rf"\b(?:{MONEY})\b")
WRITE = re.compile(rf"\b(?:{WROTE})\b")
GOOD = re.compile(rf"\b(?:{GOODS})\b")
RESOLVE = re.compile(
    r"\b(?:fix\w*|resolv\w*|sort(?:ed|ing)?\b|repair\w*|restor\w*|rectif\w*|solve\w*"
    r"|reconnect\w*|put (?:it|this|things) right|up and running|back (?:on|online"
    r"|up(?! (?:all|your|the|our|data|every))|to you(?:r)? (?:service|connection))"
    r"|running again|mended|remed\w+|get (?:you|everyone|everybody|things|trains|services?"
    r"|it|your \w+) (?:moving|back (?:on|up|online)|reconnected|going|running|keep working)"
    r"|purring|keep working again|done by|carried out|completed)\b"
)
DELIVER = re.compile(
    r"\b(?:deliver\w*|ship(?:s|ped|ping|ment)?\b|dispatch\w*|despatch\w*|arriv\w*"
    r"|post(?:ed)? (?:to|out|it|in the)|in the post|drop (?:it|them|that|off|round|by)"
    r"|pick(?:ed|s|ing)?[- ]?up|collect(?:ed|ion)?|on site|be there|come (?:out|round|by"
    r"|to)|pop (?:round|over|by|in)|visit\w*|install\w*|with you (?:by|on|tomorrow|today"
    r"|in|within|at|before|next)|ready|on (?:its|their) way|get to you|reach (?:you|your)"
    r"|get(?:s)? here|resend|reship|send (?:out )?(?:you |u |over |a |an |the |your "
    r"|someone|somebody|our )*(?:replacement|new|engineer|technician|item|part|parcel"
    r"|sample|someone|plumber|crew|driver|box|label by post|courier|kit)"
    r"|book(?:ed)? (?:you )?in|(?:get|have) (?:it|them|(?:the|your|that"
    r"|this) [\w ]{1,25}?) (?:back )?(?:to|out to|over to|with) you|leaves? (?:our|the"
    r"|today|tomorrow|on|mon|tue|wed|thu|fri|sat|sun)|go(?:es)? out|in your (?:hands"
    r"|letterbox|mailbox)|at your door|moving in|carry|bring|fit(?:ted)?\b|handed over"
    r"|have it|(?:mins?|minutes|miles) away|hot in)\b"
)
PRICE = re.compile(
    r"\b(?:price[sd]?|charge[ds]?|costs?|fees?|discount\w*|% off|per ?cent off"
    r"|free(?! (?:again|time))|waive\w*|match (?:any|the|their|that)|rates?(?! of)|tariff"
    r"|per month|a month|fare|rent|pay (?:only|just|less|no|nothing|a thing)|bill(?:ed)?"
    r"|no extra|half off|deposit|interest rate)\b"
)
AVAILABLE = re.compile(
    r"\b(?:open(?:s|ing|ed)?|re-?open\w*|available|availability|uptime|resum\w*|in stock"
    r"|restock\w*|hold(?:ing)? (?:the|your|a|it|that|them|seat|table|this)|hold your"
    r"|reserv\w*|held|keep (?:the|your|a) (?:seat|room|table|place|spot|slot|number"
    r"|booking|file|line)|staffed|24/7|24x7|around the clock|support|round the clock"
    r"|back to normal|normal service|running|roll(?:ed)? out|go(?:es)? live|launch\w*"
    r"|activat\w*|service|valid|seat|on sale|back online|back in\b|drops? (?:on|at|this"
    r"|next)|keep working|be live|be back (?!to|with)|entitle\w*|access|bookable|redeem\w*"
    r"|accessible|check-?out|table|served|your place|account open|save you a)\b"
)
QUALITY = re.compile(
    r"\b(?:warrant\w*|guarantee[ds]?\b|flawless\w*|authentic|genuine|lasts?\b"
    r"|peace of mind|satisfaction|as new|defect\w*|safe (?:with|and)|secure\b|quality"
    r"|accura\w+|never fade|waterproof|mbit|mbps|gbps|fill rate|precision"
    r"|at least \d+ ?% of)\b"
)
RELOAD = re.compile(
    r"\b(?:reset|reload|restart|reboot|come back|propagate|reconnect|load|sync|reappear"
    r"|clear|settle|fix|resolve|restore)\b"
)
#: What a company opens, holds or keeps running; for a deed, whose verb does not tell.
OPENS = re.compile(
    r"\b(?:available|availability|uptime|in stock|restock\w*|reopen\w*|resum\w*|staffed"
    r"|24 ?[/x] ?7|(?:around|round) the clock|back to normal|go(?:es)? live|roll(?:ed)? out"
    r"|hold (?:the|your|a|it|that|them|onto)|held|reserv\w*|account open"
    r"|(?:keep|save) (?:you |the |your |a )+(?:seat|room|table|place|spot|slot|number|booking))\b"
)
