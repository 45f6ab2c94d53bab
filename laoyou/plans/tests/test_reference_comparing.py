"""The reference plans beside one another.

Read by eye on 26 November 2026, with every pair of tasks that was found: 宣汉 beside 贵州, and 宣汉 beside 重庆.
"""
