"""A coder for tests: fills in a drawn sheet with the readings given for each id."""

import openpyxl
import pandas as pd

from framing.validation.units import read_key
from framing.validation.validate import machine_readings


def perfect(result, key):
    """What the machine found in each unit, as a coder would read who agrees with it everywhere."""
    found = machine_readings(result, key.units, key.of)
    return {id_: rows.to_dict("records") for id_, rows in found.groupby("id", sort=False)}


def fill(sheet, out, readings):
    """Fill in a workbook: readings by id, each a dict of fields (ids of the lexicon); further ones in copied rows."""
    key = read_key(sheet.with_suffix(".key.json"))
    shown = {name: {i: s for s, i in field["values"].items()} for name, field in key.fields.items()}
    book = openpyxl.load_workbook(sheet)
    page = book["coding"]
    columns = [cell.value for cell in page[1]]
    for line in list(page.iter_rows(min_row=2)):
        for number, reading in enumerate(readings.get(line[0].value, [])):
            row = line if number == 0 else page[page.max_row + 1]
            for at, cell in enumerate(line):
                page.cell(row[0].row, at + 1, cell.value if columns[at] not in shown else None)
            for name, value in reading.items():
                if name in columns and name != "id" and not pd.isna(value):
                    page.cell(row[0].row, columns.index(name) + 1, shown.get(name, {}).get(value, value))
    book.save(out)
    return out


def page_of(path, name="coding"):
    book = openpyxl.load_workbook(path)
    return book, book[name]


def column(page, name):
    return [cell.value for cell in page[1]].index(name) + 1


def change(path, row, name, value):
    book, page = page_of(path)
    page.cell(row, column(page, name)).value = value
    book.save(path)


def row_where(path, test):
    """The first row whose cells, by column, pass the test."""
    _, page = page_of(path)
    names = [cell.value for cell in page[1]]
    for row in page.iter_rows(min_row=2):
        if test(dict(zip(names, (cell.value for cell in row), strict=True))):
            return row[0].row
    raise LookupError
