/** How long, or until when; written for condensed text, as all patterns here. */
const NUMERAL = '[〇零一二三四五六七八九十百壹贰叁肆伍陆柒捌玖拾两半]';
const DURATION = `(?:\\d{1,3}|${NUMERAL}{1,4})(?:年半?|个月|月|天|日|小时)`;
export const PERIOD = `(?:至|自)?(?:\\d{4}年(?:\\d{1,2}月(?:\\d{1,2}日)?)?(?:前|后|止|解密)?|${DURATION}|长期|永久)`;

const NOT_IN_CONDITION = '\\n,，。;:；、()[\\]【】〔〕《》“”★*';
/** What may follow a star: 会议开始前. It ends in one of these words, within a few characters. */
export const CONDITION = `[^${NOT_IN_CONDITION}]{1,24}?(?:前|后|为止|止|期满|公开|公布|解密)(?:解密)?`;
/** What may follow a level without a star: 启用前, 考试结束后. */
export const EVENT = `[^${NOT_IN_CONDITION}]{0,12}?(?:启用|启封|拆封|开启|开考|开始|召开|公布|发布|公开|宣布|结束|实施|使用|解密)(?:之?[前后]|为止)`;
/** 机密文件公布后: with one of these the level is part of a longer word. */
export const LONGER_THING = '(?:工作|文件|文档|档案|资料|材料|信息|事项|人员|案件|载体)';

/** What stands where a font or a character set knew no star, see `sameAs` and `condense`. */
export const LOST_STAR = '\ue000\ufffd';
