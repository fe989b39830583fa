"""paguyuban joined and divided"""

import sqlalchemy as sa
from alembic import op

revision = '0042'
down_revision = '0041'
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
INDEXES = {
    'ix_absence_member_id': ('absence', ['member_id']),
    'ix_regrouping_city': ('regrouping', ['city_id', 'id']),
    'ix_regrouping_from_id': ('regrouping', ['from_id']),
    'ix_regrouping_to_id': ('regrouping', ['to_id']),
    'ix_regrouped_fate': ('regrouped', ['regrouping_id', 'fate', 'member_id']),
    'ix_regrouped_member_id': ('regrouped', ['member_id']),
    'ix_regrouped_new_member_id': ('regrouped', ['new_member_id']),
}
# Who moved by an offer that is still kept stands on the new roster since they left the old one.
ARRIVED = """
    UPDATE member SET arrived_on = (
        SELECT max(old.left_on) FROM transfer_row JOIN member AS old ON old.id = transfer_row.member_id
        WHERE transfer_row.new_member_id = member.id AND transfer_row.state = 'moved'
    )
    WHERE id IN (SELECT new_member_id FROM transfer_row WHERE state = 'moved')
"""


def points(table: str, name: str, to: str, *, nullable: bool = False) -> sa.Column:
    key = sa.ForeignKey(f'{to}.id', name=op.f(f'fk_{table}_{name}_{to}'))
    return sa.Column(name, Id, key, nullable=nullable)


def upgrade() -> None:
    op.add_column('member', sa.Column('arrived_on', sa.Date(), nullable=True))
    op.execute(ARRIVED)
    op.create_table(
        'absence',
        sa.Column('id', Id, nullable=False),
        points('absence', 'member_id', 'member'),
        points('absence', 'association_id', 'association'),
        points('absence', 'city_id', 'city'),
        sa.Column('left_on', sa.Date(), nullable=False),
        sa.Column('back_on', sa.Date(), nullable=False),
        sa.CheckConstraint('back_on > left_on', name=op.f('ck_absence_days')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_absence')),
    )
    op.create_table(
        'regrouping',
        sa.Column('id', Id, nullable=False),
        points('regrouping', 'city_id', 'city'),
        sa.Column('kind', sa.String(length=10), nullable=False),
        sa.Column('state', sa.String(length=10), nullable=False),
        points('regrouping', 'from_id', 'association'),
        points('regrouping', 'to_id', 'association'),
        points('regrouping', 'from_batch_id', 'batch'),
        points('regrouping', 'to_batch_id', 'batch'),
        points('regrouping', 'account_id', 'account', nullable=True),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('finished_at', sa.DateTime(), nullable=True),
        points('regrouping', 'returned_by', 'account', nullable=True),
        sa.Column('returned_at', sa.DateTime(), nullable=True),
        sa.Column('made', sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_regrouping')),
    )
    op.create_table(
        'regrouped',
        sa.Column(
            'regrouping_id',
            Id,
            sa.ForeignKey('regrouping.id', name=op.f('fk_regrouped_regrouping_id_regrouping')),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column(
            'member_id',
            Id,
            sa.ForeignKey('member.id', name=op.f('fk_regrouped_member_id_member')),
            autoincrement=False,
            nullable=False,
        ),
        points('regrouped', 'new_member_id', 'member', nullable=True),
        points('regrouped', 'city_id', 'city'),
        sa.Column('fate', sa.String(length=10), nullable=False),
        points('regrouped', 'carrier_id', 'member', nullable=True),
        sa.PrimaryKeyConstraint('regrouping_id', 'member_id', name=op.f('pk_regrouped')),
    )
    for name, (table, columns) in INDEXES.items():
        op.create_index(name, table, columns)


def downgrade() -> None:
    for table in ('regrouped', 'regrouping', 'absence'):
        op.drop_table(table)
    with op.batch_alter_table('member', schema=None) as batch_op:
        batch_op.drop_column('arrived_on')
