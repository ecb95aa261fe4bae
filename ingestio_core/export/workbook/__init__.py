"""Rows into a workbook that is there, with all else in it left as it is, byte for byte.

What is edited is the XML of the one sheet, of its table, of the styles (new ones at the end) and of
the workbook (filter ranges, "calculate on opening"). Every other part of the file is copied.
"""
