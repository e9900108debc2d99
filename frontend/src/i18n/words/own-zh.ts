/** 住户自己的首页。 */
export const ownZh = {
  title: "我的家",
  none: "您名下没有租赁合同。签约后，房租和合同会出现在这里。",
  owed: "现在欠缴",
  nothing: "没有欠缴",
  since: (day: string, months: string) => `自${day}起，${months} 个月`,
  coming: (figure: string) => `另有 ${figure} 元未到缴费日`,
  how: (code: string) => `到服务处缴，或转账时附言写 ${code}`,
  rent: "月租金",
  last: "上次缴款",
  never: "还没有缴过",
  term: "合同到期",
  left: (days: string) => `还有 ${days} 天`,
  over: "已到期",
  contract: "看合同",
};
