"""Asset cards 一套一卡 and the yearly stocktake 资产盘点."""
