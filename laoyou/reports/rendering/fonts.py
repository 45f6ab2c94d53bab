"""The fonts that GB/T 9704-2012 names, and what a machine without them shows instead. They are not free to ship."""

TITLE, BODY, FIRST, SECOND, LATIN = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "Times New Roman"
PAGE_NUMBER = "宋体"
STACKS = {
    TITLE: '"方正小标宋简体","FZXiaoBiaoSong-B05S","华文中宋","STZhongsong","Noto Serif CJK SC","Source Han Serif SC","宋体",serif',
    BODY: '"仿宋_GB2312","仿宋","FangSong","STFangsong","Noto Serif CJK SC","Source Han Serif SC",serif',
    FIRST: '"黑体","SimHei","Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei",sans-serif',
    SECOND: '"楷体_GB2312","楷体","KaiTi","STKaiti","Noto Serif CJK SC",serif',
}
NOTE = (
    "公文字体：标题方正小标宋简体，正文仿宋_GB2312，一级标题黑体，二级标题楷体_GB2312。"
    "本机没有安装这些字体时，预览以思源宋体、思源黑体（Noto CJK）或系统宋体代替，行数和字数会略有出入；Word 文件按名称指定字体，在装有字体的电脑上按标准显示。"
)
